"""Shipments to the register of slips: what came back, signed, unsigned, late, short, or not yet."""

from datetime import date

import numpy as np
import pandas as pd

from pipeline.demo import names
from pipeline.demo.days import calendar, in_table, later
from pipeline.demo.deliveries import Deliveries

EVIDENCE = ("签字", "签字", "签字", "签字盖章", "签字盖章", "盖章", "代签", "电子回单")
TITLES = ("师傅", "经理", "女士", "先生")
HANDED_OVER_AFTER = [0] * 10 + [1] * 14 + [2] * 5 + [3] * 4 + [8]
"""Days, each as likely as the others, until a slip is with the purchasing office."""


def slips(made: Deliveries, seed: int, first: date, until: date) -> pd.DataFrame:
    """The register of slips, one row a slip: what is not back yet is a row not filled in, or a promise.

    Two in a hundred red slips come back unsigned, as many late or short; a few never come. The newest are on their way.

    Returns:
        The columns of the sheet 回单 and `ship_date`, in the order of the shipments, red slip first.
    """
    rng = np.random.default_rng([seed, 4])
    red = _with_shortages(rng, made, _red_slips(rng, made, first, until))
    by_carrier = made.heads["delivery_method"].isin(["物流", "快递"]).to_numpy()
    waybills = red[by_carrier].assign(slip_type="运单")
    came = waybills["returned_date"].notna()
    waybills["signed"] = came.astype("boolean").where(came)
    only_red = ["signed_by", "evidence", "product_code", "received_quantity_e3", "handed_over_date", "remark"]
    both = pd.concat([red, waybills.drop(columns=only_red)]).sort_values(["shipment_no", "slip_type"], kind="stable")
    return both.reset_index(drop=True)


def _red_slips(rng: np.random.Generator, made: Deliveries, first: date, until: date) -> pd.DataFrame:
    heads, count, busy, today = made.heads, len(made.heads), calendar(first, until), pd.Timestamp(until)
    shipped = heads["ship_date"]
    own = heads["delivery_method"].isin(["送货", "自提"]).to_numpy()
    steps = np.where(own, rng.integers(0, 3, count), rng.integers(1, 5, count))
    steps = np.where(rng.random(count) < 0.04, rng.integers(7, 20, count), steps)
    back = in_table(later(shipped.to_numpy(), steps, busy), heads.index)
    back = back.mask((back > today) | (rng.random(count) < 0.02))
    signed = pd.Series(rng.random(count) > 0.02, index=heads.index) & back.notna()
    over = back + pd.to_timedelta(rng.choice(HANDED_OVER_AFTER, count), unit="D")
    promised = in_table(np.datetime64(until) + rng.integers(-3, 6, count), heads.index)
    waiting = back.isna() & (shipped < today - pd.Timedelta(days=5)) & (rng.random(count) < 0.5)
    return pd.DataFrame(
        {
            "shipment_no": heads["shipment_no"],
            "slip_type": "红单",
            "returned_date": back,
            "signed": signed.astype("boolean").where(back.notna()),
            "signed_by": (_words(rng, names.SURNAMES, count) + _words(rng, TITLES, count)).where(signed),
            "signed_date": (shipped + ((back - shipped) / 2).dt.floor("D")).where(signed),
            "handed_over_date": over.where(back.notna() & (over <= today)),
            "evidence": _words(rng, EVIDENCE, count).where(signed),
            "promised_date": promised.where(waiting),
            "ship_date": shipped,
        }
    )


def _words(rng: np.random.Generator, words: tuple[str, ...], count: int) -> pd.Series:
    column: pd.Series = pd.Series(rng.choice(words, count), dtype="str")
    return column


def _with_shortages(rng: np.random.Generator, made: Deliveries, table: pd.DataFrame) -> pd.DataFrame:
    """Two in a hundred signed slips state a piece or a few less of one product than was shipped."""
    totals = made.lines.groupby(["shipment", "product_code"], sort=False)["quantity_e3"].sum().reset_index()
    one = totals.drop_duplicates("shipment").set_index("shipment").reindex(table.index)
    short = table["signed"].fillna(False).astype(bool) & (rng.random(len(table)) < 0.02) & (one["quantity_e3"] > 5000)
    received = one["quantity_e3"] - pd.array(rng.integers(1, 5, len(table)) * 1000, dtype="Int64")
    remark = pd.Series("少件，客户已注明", index=table.index, dtype="str").where(short)
    return table.assign(
        product_code=one["product_code"].where(short), received_quantity_e3=received.where(short), remark=remark
    )
