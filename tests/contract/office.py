"""An office to try the command line in: sheets in, commands run, workbooks read back as people see them."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from click.testing import CliRunner, Result

from pipeline.cli import cli, told
from pipeline.home import Home

Row = dict[str, Any]


@dataclass
class Office:
    """One folder with an inbox and an outbox."""

    root: Path
    clock: int = 1_790_000_000

    def drop(self, name: str, sheets: dict[str, Sequence[Sequence[Any]]]) -> Path:
        """Saves a workbook in the inbox, later than everything dropped before; each sheet row by row."""
        path = self.root / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        book = openpyxl.Workbook()
        book.remove(book.active)
        for sheet, rows in sheets.items():
            page = book.create_sheet(sheet)
            for row in rows:
                page.append(list(row))
        book.save(path)
        return self.touched(path)

    def moved_to(self, root: Path) -> "Office":
        """The same office as it stands now in another folder; this one stays as it is."""
        shutil.copytree(self.root, root)
        return Office(root, self.clock)

    def touched(self, path: Path) -> Path:
        """The file, saved a minute after the last one."""
        self.clock += 60
        os.utime(path, (self.clock, self.clock))
        return path

    def hongdan(self, *words: str) -> Result:
        """Runs one command here as the shell would; returns its status and what it printed."""
        result = CliRunner().invoke(cli, [*words, "--home", str(self.root)])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            assert isinstance(result.exception, Exception)
            status = told(result.exception, Home(self.root))
            if status == 70:
                raise result.exception
            result.exit_code = status
        return result

    def run(self, as_of: str, *words: str) -> Result:
        """`hongdan run` as of a day; it must end well."""
        result = self.hongdan("run", "--as-of", as_of, *words)
        assert result.exit_code == 0, result.output
        return result

    def book(self, name: str) -> openpyxl.Workbook:
        """A workbook of the outbox."""
        return openpyxl.load_workbook(self.root / "outbox" / name)

    def table(self, name: str, sheet: str, header: str) -> list[Row]:
        """The rows of a table in the outbox by label; its header row is the first that holds `header`."""
        return rows_under(self.book(name)[sheet], header)

    def outbox(self) -> dict[str, bytes]:
        """Every file of the outbox."""
        root = self.root / "outbox"
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def rows_under(page: Any, header: str) -> list[Row]:
    """The rows of a sheet by label, from under the row that holds `header` to the first blank or total row."""
    rows = [[plain_value(v) for v in row] for row in page.iter_rows(values_only=True)]
    at = next(i for i, row in enumerate(rows) if header in row)
    found = []
    for row in rows[at + 1 :]:
        if all(v is None for v in row) or row[0] in ("合计", "总计"):
            break
        found.append({str(label): v for label, v in zip(rows[at], row, strict=True) if label is not None})
    return found


def plain_value(value: Any) -> Any:
    """Days without their midnight."""
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return date(value.year, value.month, value.day)
    return value
