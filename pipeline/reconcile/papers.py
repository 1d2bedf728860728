"""Orders, shipments, slips and payments to which papers of every order are on file, and which are lacking."""

from collections.abc import Mapping
from functools import reduce
from typing import NamedTuple

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.exceptions import wording
from pipeline.reconcile.lookup import looked_up
from pipeline.reconcile.open_items import Settlement
from pipeline.reconcile.order_confirmations import confirmation_slips
from pipeline.reconcile.order_lines import DEAD
from pipeline.reconcile.targets import own
from schemas.answers.kind import checked, nothing
from schemas.answers.order_confirmations import OrderConfirmations
from schemas.answers.orders import OrderStatus
from schemas.answers.papers import Papers
from schemas.answers.slips import SlipStates
from schemas.choices import LineKind, ReviewStatus, SlipProblem, SlipType
from schemas.words import Lang, Words

CHARGED = (LineKind.SHIPMENT.value, LineKind.ADVANCED_FREIGHT.value)
"""What the customer owes for an order."""

ORDER = [
    *("customer_po", "customer_code", "customer_name", "order_no", "salesperson", "stage", "amount_fen", "source"),
    *("order_date", "review_status", "reviewed_at", "unshipped_e3", "shipment_count", "last_ship_date"),
]
SLIP = ["shipment_no", "slip_type", "settled", "returned_date", "has_handed_over_date", "handed_over_date"]
"""What papers say of an order and of a slip."""

NOT_NEEDED, NOT_SHIPPED = Words("不需要", "not needed"), Words("未发货", "not shipped")
NO_DAY = Words("已审核", "reviewed")
WITHOUT_COLUMN, AFTER_SLIP = Words("不登记", "not recorded"), Words("待红单", "awaits the slip")
LACKS, OWES = Words("缺 {count}", "{count} lacking"), Words("欠 {amount}", "owes {amount}")
REVIEW, SHIPMENT = Words("审核", "review"), Words("出库", "shipment")
NOT_ALL_SHIPPED = Words("出库未发完", "rest of the shipment")
WAYBILLS, SIGNED = (
    Words("运单 {count} 张", "{count} waybill(s)"),
    Words("红单签字 {count} 张", "{count} signed slip(s)"),
)
HANDED = Words("交单 {count} 张", "{count} slip(s) to hand over")
PAYMENT = Words("收款 {amount}", "payment of {amount}")
BETWEEN = Words("、", ", ")

NO_PAPERS = nothing(Papers)
"""Once the workbook that shows them is begun."""


class Paper(NamedTuple):
    """One kind of paper, on the index of the orders.

    Attributes:
        on: The day of the last one; blank where one is lacking, or none is needed.
        said: What stands there instead.
        lacking: What is lacking of it; "" where nothing is.
    """

    on: pd.Series
    said: pd.Series
    lacking: pd.Series


def papers(
    tables: Mapping[str, pd.DataFrame],
    orders: DataFrame[OrderStatus],
    states: DataFrame[SlipStates],
    settled: Settlement,
    confirmations: DataFrame[OrderConfirmations],
    lang: Lang = "zh",
) -> DataFrame[Papers]:
    """Which papers of every order are on file, with the day of each, and what its file still lacks.

    Slips are asked for of every shipment that names the order. A red slip is to be handed over where its sheet says
    anything of that. An order is paid when the allocation leaves nothing open of its goods and of the freight advanced
    under its number; before anything is charged, a receipt that names it is shown and none is asked for. Of an order
    that was cancelled or rejected nothing is asked for but the papers of what was shipped all the same. Whether its
    confirmation came back signed is told beside, and no file lacks it.

    Args:
        tables: As `resolved` gives them.
        orders: One row an order.
        states: One row a slip that a shipment needs.
        settled: What is open on the day the answer speaks for, and what was paid by then.
        confirmations: One row an order whose signed confirmation is awaited.
        lang: The language of the words.

    Returns:
        One row an order. Order: customer_po (blank last), customer_code, order_no.

    Source:
        Issue 5, 单据齐全.
    """
    rows = orders[ORDER].reset_index(drop=True)
    slips = slips_of_orders(tables["shipments"], rows["order_no"], states)
    shipped = rows["shipment_count"] > 0
    absent = instead(shipped, rows["stage"].isin(DEAD), lang)
    found = {
        "reviewed": review(rows, lang),
        "shipped": shipping(rows, absent, lang),
        "waybill": slip_paper(slips, SlipType.WAYBILL, absent, WAYBILLS, lang),
        "signed": slip_paper(slips, SlipType.RED, absent, SIGNED, lang),
        "handed": handing_over(slips, absent, lang),
        "paid": payment(rows["order_no"], tables, settled, absent, lang),
        "confirmed": confirmation(rows["order_no"], tables["slips"], confirmations, lang),
    }
    lacking = listed([paper.lacking for paper in found.values()], BETWEEN.in_(lang))
    told = {f"{name}_on": paper.on for name, paper in found.items()}
    told |= {f"{name}_said": paper.said.mask(paper.on.notna()) for name, paper in found.items()}
    answer = rows.assign(ordered_on=rows["order_date"], complete=lacking == "", lacking=lacking.mask(lacking == ""))
    return checked(Papers, answer.assign(**told).sort_values(["customer_po", "customer_code", "order_no"]))


def slips_of_orders(shipments: pd.DataFrame, numbers: pd.Series, states: DataFrame[SlipStates]) -> pd.DataFrame:
    """The slips of the shipments that name each order, with `order`: its place among the numbers.

    A slip of a shipment that names two orders stands under both.
    """
    pairs = shipments[["order_no", "shipment_no"]].dropna(subset="order_no").drop_duplicates()
    order = looked_up(pairs["order_no"], pd.Series(numbers.index, index=numbers)).astype("Int64")
    known = pairs.assign(order=order).dropna(subset="order").astype({"order": "int64"})
    return known.drop(columns="order_no").merge(states[SLIP], on="shipment_no", how="inner", validate="many_to_many")


def instead(shipped: pd.Series, dead: pd.Series, lang: Lang) -> pd.Series:
    """What is said of papers that no shipment asks for: nothing was shipped yet, or they are not needed."""
    not_needed = pd.Series(NOT_NEEDED.in_(lang), index=shipped.index, dtype="str")
    return not_needed.mask(~shipped & ~dead, NOT_SHIPPED.in_(lang))


def review(orders: pd.DataFrame, lang: Lang) -> Paper:
    """The review: lacking while the order is pending, on file without a day where the sheet gives none."""
    pending = orders["review_status"] == ReviewStatus.PENDING.value
    day: pd.Series = orders["reviewed_at"].dt.normalize().mask(pending)
    said = pd.Series(NO_DAY.in_(lang), index=orders.index, dtype="str")
    return Paper(
        day, said.mask(pending, LACKS.in_(lang).format(count=1)), when(pending & alive(orders), REVIEW.in_(lang))
    )


def shipping(orders: pd.DataFrame, absent: pd.Series, lang: Lang) -> Paper:
    """The shipments: lacking until the order is shipped in full."""
    short = (orders["unshipped_e3"] > 0) & alive(orders)
    begun = orders["shipment_count"] > 0
    lacking = when(short & begun, NOT_ALL_SHIPPED.in_(lang)) + when(short & ~begun, SHIPMENT.in_(lang))
    return Paper(orders["last_ship_date"], absent, lacking)


def slip_paper(slips: pd.DataFrame, slip_type: SlipType, absent: pd.Series, sentence: Words, lang: Lang) -> Paper:
    """The slips of one type: lacking as long as one of them is outstanding."""
    theirs = slips[slips["slip_type"] == slip_type.value]
    missing = counted(theirs.loc[~theirs["settled"].astype(bool), "order"], absent.index)
    last = latest(theirs, "returned_date", absent.index).mask(missing > 0)
    return Paper(last, absent.mask(missing > 0, numbered(missing, LACKS, lang)), numbered(missing, sentence, lang))


def handing_over(slips: pd.DataFrame, absent: pd.Series, lang: Lang) -> Paper:
    """The signed red slips handed on: lacking where the sheet would say so and doesn't."""
    red = slips[slips["slip_type"] == SlipType.RED.value]
    signed = red[red["settled"].astype(bool)]
    kept = signed["has_handed_over_date"].astype(bool) & signed["handed_over_date"].isna()
    missing = counted(signed.loc[kept, "order"], absent.index)
    last = latest(signed, "handed_over_date", absent.index).mask(missing > 0)
    said = absent.mask(counted(red["order"], absent.index) > 0, AFTER_SLIP.in_(lang))
    said = said.mask(counted(signed["order"], absent.index) > 0, WITHOUT_COLUMN.in_(lang))
    return Paper(last, said.mask(missing > 0, numbered(missing, LACKS, lang)), numbered(missing, HANDED, lang))


def payment(
    numbers: pd.Series, tables: Mapping[str, pd.DataFrame], settled: Settlement, absent: pd.Series, lang: Lang
) -> Paper:
    """The payment: lacking what is open of what was charged; else the day of the last credit that paid of it."""
    items, paid = settled
    owed = items[(items["open_fen"] > 0) & items["kind"].isin(CHARGED)].groupby("order_no")["open_fen"].sum()
    left = looked_up(numbers, owed).fillna(0)
    credits = paid[paid["debit_kind"].isin(CHARGED)].groupby("debit_order_no")["credit_date"].max()
    receipts = tables["payments"][tables["payments"]["amount_fen"] > 0]
    named = receipts.groupby(own(receipts, "order_no", tables["orders"]))["received_date"].max()
    last = looked_up(numbers, credits).fillna(looked_up(numbers, named)).mask(left > 0)
    amount = wording.yuan(left[left > 0])
    said, lacking = (put_in(amount, sentence, numbers.index, lang) for sentence in (OWES, PAYMENT))
    return Paper(last, absent.mask(left > 0, said), lacking)


def confirmation(numbers: pd.Series, slips: pd.DataFrame, awaited: DataFrame[OrderConfirmations], lang: Lang) -> Paper:
    """The order's confirmation: the day on which it came back signed, else why it did not, or that none is needed."""
    back = confirmation_slips(slips)
    signed = back["signed"].fillna(False).astype(bool)
    said = awaited.set_index("order_no")["problem"].map({word.value: word.in_(lang) for word in SlipProblem})
    told = looked_up(numbers, said.astype("str")).fillna(NOT_NEEDED.in_(lang))
    return Paper(looked_up(numbers, back["returned_date"].where(signed)), told, when(numbers.isna(), ""))


# --- words ---


def alive(orders: pd.DataFrame) -> pd.Series:
    """Which orders are neither cancelled nor rejected."""
    return ~orders["stage"].isin(DEAD)


def when(holds: pd.Series, text: str) -> pd.Series:
    """A text where something holds, "" elsewhere."""
    return pd.Series("", index=holds.index, dtype="str").mask(holds.astype(bool), text)


def counted(orders: pd.Series, index: pd.Index) -> pd.Series:
    """How many rows each order has."""
    return orders.value_counts().reindex(index, fill_value=0)


def latest(rows: pd.DataFrame, day: str, index: pd.Index) -> pd.Series:
    """The last day of each order's rows."""
    return rows.groupby("order")[day].max().reindex(index)


def numbered(counts: pd.Series, sentence: Words, lang: Lang) -> pd.Series:
    """A sentence with each count; "" where it is 0."""
    told = {count: sentence.in_(lang).format(count=count) if count else "" for count in counts.unique().tolist()}
    return counts.map(told).astype("str")


def put_in(amount: pd.Series, sentence: Words, index: pd.Index, lang: Lang) -> pd.Series:
    """A sentence with each amount that is there; "" elsewhere."""
    before, after = sentence.in_(lang).split("{amount}")
    return (before + amount + after).reindex(index).astype("str").fillna("")


def listed(texts: list[pd.Series], between: str) -> pd.Series:
    """The texts of each row that are not blank, one behind the other."""
    whole = reduce(lambda told, more: told + (between + more).where(more != "", ""), texts, when(texts[0].isna(), ""))
    return whole.str.slice(len(between))
