"""The slips to chase to how much hangs on each person or carrier, and how quickly theirs come back."""

from pandera.typing.pandas import DataFrame

from pipeline.reconcile.outstanding import BUCKETS
from pipeline.reconcile.slip_pace import ratios
from schemas.answers.kind import checked
from schemas.answers.slips import ChaseSummary, OutstandingSlips, SlipPace

ORDER = ["at_risk_fen", "count", "responsible"]


def chase_summary(outstanding: DataFrame[OutstandingSlips], pace: DataFrame[SlipPace]) -> DataFrame[ChaseSummary]:
    """How many slips, what amount and what money at risk hang on each person or carrier, by how long they have waited.

    Who has no slip outstanding is absent, however quick.

    Args:
        outstanding: One row a slip to chase, amounts in fen on the red slips.
        pace: One row a person or carrier with slips that came back or were due lately.

    Returns:
        One row a person or carrier. Order: most money at risk first, then most slips, then name.

    Source:
        CONTRACT 5, 催收汇总; issue 5, point 5.
    """
    slips = outstanding.assign(
        count=1,
        chased_count=(outstanding["chase_count"] > 0).astype("int64"),
        broken_count=outstanding["promise_broken"].fillna(False).astype("int64"),
    )
    figures = ["count", "amount_fen", "at_risk_fen"]
    summary = slips.groupby("responsible")[[*figures, "chased_count", "broken_count"]].sum()
    for bucket, (_, ending) in BUCKETS.items():
        inside = slips[slips["bucket"] == bucket.value].groupby("responsible")[figures].sum()
        inside = inside.reindex(summary.index, fill_value=0)
        named = {
            name: f"{name.removesuffix('_fen')}_{ending}" + ("_fen" if name != "count" else "") for name in figures
        }
        summary = summary.join(inside.rename(columns=named), validate="one_to_one")
    theirs = pace.set_index("responsible").reindex(summary.index)
    summary = summary.assign(
        average_days_e3=ratios(theirs["returned_days"], theirs["returned_count"]),
        in_time_percent_e3=ratios(theirs["in_time_count"] * 100, theirs["due_count"]),
    )
    ordered = summary.reset_index().sort_values(ORDER, ascending=[False, False, True])
    return checked(ChaseSummary, ordered)
