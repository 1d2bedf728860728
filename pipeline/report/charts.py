"""Figures that stand on a sheet to a chart of them, which says them in words too."""

from collections.abc import Mapping
from typing import Any

from pipeline.report.workbook import Chart, Page
from schemas.sentences import report as words


def charted(page: Page, title: str, figures: Mapping[str, float], **drawn: Any) -> Chart:
    """A chart with its figures in words, for those who can't see it.

    Args:
        page: The sheet.
        title: What it shows.
        figures: What each bar is called, and its figure.
        drawn: All else that a chart has.
    """
    said = "; ".join(f"{name} {figure_in_words(value)}" for name, value in figures.items())
    description = words.CHART_SAYS.in_(page.book.look.lang).format(title=title, figures=said)
    given = {"number_format": "#,##0"} | drawn
    return Chart(title=title, description=description, largest=max(figures.values(), default=0.0), **given)


def figure_in_words(value: float) -> str:
    """A figure with all its digits before the point and at most two behind it: 1,234,567.5."""
    whole, part = f"{value:,.2f}".split(".")
    return f"{whole}.{part.rstrip('0')}".rstrip(".")
