"""The guide for staff names everything that they meet, and shows pictures that exist and are small."""

import re
from pathlib import Path

import pytest

from pipeline.cli import cli
from pipeline.report.names import SUMMARY_FILE
from pipeline.report.returned import RETURNED
from schemas.registry import SHEETS
from schemas.sheets.kind import SheetKind
from tests.test_layout import ROOT

GUIDE = ROOT / "docs" / "使用说明.md"
LARGEST_PICTURE = 200 * 1024
WORKBOOKS = [
    "总览.html",
    *("订单状态.xlsx", "未收回单据.xlsx", "异常报告.xlsx", "收件记录.xlsx", "客户资料更新.xlsx"),
    *("对账单/", SUMMARY_FILE, f"{RETURNED}/"),
]
"""What the contract's chapter 5 has in the outbox."""
PICTURE = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")


def guide() -> str:
    """The guide as staff read it."""
    return GUIDE.read_text(encoding="utf-8")


def pictures(document: Path) -> list[Path]:
    """The pictures that a document shows."""
    return [document.parent / link for link in PICTURE.findall(document.read_text(encoding="utf-8"))]


def first_cell_of_rows(text: str) -> set[str]:
    """What stands first in each row of the tables of a text."""
    return {row.split("|")[1].strip() for row in text.splitlines() if row.startswith("|")}


@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_the_guide_names_every_workbook_of_the_outbox(workbook: str):
    assert f"`{workbook}" in guide()


def test_every_workbook_that_the_program_lists_is_in_the_guide():
    registry = (ROOT / "pipeline" / "report" / "registry.py").read_text(encoding="utf-8")
    written = set(re.findall(r'"([^"/{]+\.xlsx)"', registry))
    assert len(written) >= 5
    assert {name for name in written if f"`{name}`" not in guide()} == set()


def test_the_guide_has_a_row_for_every_sheet_that_may_be_dropped():
    assert {kind.label.zh for kind in SHEETS.values()} - first_cell_of_rows(guide()) == set()


@pytest.mark.parametrize("kind", SHEETS.values(), ids=list(SHEETS))
def test_the_guide_names_every_column_that_a_sheet_must_have(kind: SheetKind):
    row = next(row for row in guide().splitlines() if row.startswith(f"| {kind.label.zh} |"))
    assert {cell.label.zh for cell in kind.cells.values() if cell.required and cell.label.zh not in row} == set()


def test_the_guide_names_every_command_and_none_that_there_is_not():
    named = set(re.findall(r"hongdan ([a-z]+)", guide()))
    assert named == set(cli.commands)


@pytest.mark.parametrize("document", [GUIDE, ROOT / "README.md"], ids=["guide", "README"])
def test_every_picture_exists_and_is_small_enough_to_load_at_once(document: Path):
    shown = pictures(document)
    assert shown
    for picture in shown:
        assert picture.is_file(), f"{document.name} → {picture.name}"
        assert picture.read_bytes().startswith(b"\x89PNG"), picture.name
        assert picture.stat().st_size <= LARGEST_PICTURE, picture.name


def test_no_picture_lies_in_docs_that_no_document_shows():
    shown = {picture.resolve() for path in [GUIDE, ROOT / "README.md"] for picture in pictures(path)}
    assert {path.resolve() for path in (ROOT / "docs").glob("*.png")} == shown
