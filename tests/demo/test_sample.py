"""The sample inbox shows everything that the program can say."""

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from schemas.sentences.exceptions import EXCEPTIONS

NOT_IN_THE_SAMPLE = {"E203", "E505", "E706", "E902", "E903"}
"""Of carriers' bills, countersignatures, customers' answers, orders changed or entered twice: the sample has none."""


@pytest.mark.slow
def test_every_exception_there_is_happens_at_least_once(tmp_path: Path):
    CliRunner().invoke(
        cli, ["demo", "--home", str(tmp_path), "--orders", "300", "--seed", "7", "--until", "2026-11-05"]
    )

    result = CliRunner().invoke(cli, ["run", "--home", str(tmp_path), "--as-of", "2026-11-05"])

    assert result.exit_code == 0, result.output
    page = openpyxl.load_workbook(tmp_path / "outbox" / "异常报告.xlsx")["异常明细"]
    cells = {str(cell.value) for row in page.iter_rows(max_col=3) for cell in row}
    assert set(EXCEPTIONS) - cells == NOT_IN_THE_SAMPLE
