"""A chart says its figures in words as they stand on the sheet."""

import pytest

from pipeline.report.charts import charted, figure_in_words
from pipeline.report.workbook import Area, Book
from tests.report.sample_answers import LOOK


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "0"),
        (3.0, "3"),
        (94.3, "94.3"),
        (1_234_567.5, "1,234,567.5"),
        (123_456_789.12, "123,456,789.12"),
        (-2.0, "-2"),
    ],
)
def test_a_figure_keeps_all_its_digits_and_has_no_noughts_behind_the_point(value: float, said: str):
    assert figure_in_words(value) == said


def test_a_chart_names_every_bar_and_reaches_as_high_as_its_largest():
    page = Book(LOOK, "表").page("表")
    cells = Area(1, 0, 2, 0)
    chart = charted(page, "金额", {"高": 1_234_567.5, "低": 2.0}, form="bar", categories=cells, values=cells)
    assert (chart.description, chart.largest) == ("金额：高 1,234,567.5; 低 2", 1_234_567.5)
