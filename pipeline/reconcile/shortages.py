"""Signed slips that state less than was shipped to the entries that take it off the account."""

from collections.abc import Mapping

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.account import posted
from pipeline.reconcile.goods import joined
from pipeline.reconcile.lookup import among, looked_up
from pipeline.reconcile.source import row_source
from pipeline.reconcile.targets import with_targets
from pipeline.reconcile.worth import part_worth
from schemas.answers.shipped import Fulfilment, ShippedLines
from schemas.choices import LineKind, SlipType
from schemas.exact import fen, product_e7

LINE = ["shipment_no", "line_no"]
PRODUCT = ["shipment_no", "product"]


def shortage_entries(
    tables: Mapping[str, pd.DataFrame], shipped: DataFrame[ShippedLines], parts: DataFrame[Fulfilment]
) -> pd.DataFrame:
    """What the customer signed for less than was shipped, at the price of the lines it is missing from.

    What was received fills the product's paid lines first, in line order, and gifts last; so a shortage falls on gifts
    first, and costs nothing there. It is dated when the slip came back. A slip stating more than was shipped takes
    nothing off.

    Args:
        tables: As `resolved` gives them; one row a slip and product of it, quantities in thousandths.
        shipped: One row a shipment line.
        parts: One row a part of a shipment line that fills an order line, for lines that span prices.

    Returns:
        One row a shipment line with a shortage of some worth, in the columns of Entries.

    Source:
        CONTRACT 3, slips; CONTRACT 4, 签收短少.
    """
    stated = stated_quantities(tables["slips"], shipped)
    spoken_of = shipped[among(shipped["shipment_no"], stated["shipment_no"])]
    lines = spoken_of.assign(product=product_of(spoken_of)).merge(
        stated, on=PRODUCT, how="inner", validate="many_to_one", suffixes=("", "_slip")
    )
    missing = short_pieces(priced_pieces(lines, parts))
    worth = part_worth(missing["short_e3"], missing["unit_price_e4"], missing["amount_fen"], missing["quantity_e3"])
    found = missing.assign(worth_fen=worth.fillna(0))
    found = found[found["worth_fen"] > 0]
    per_line = found.groupby(LINE).agg(
        quantity_e3=("short_e3", "sum"),
        worth_fen=("worth_fen", "sum"),
        lowest=("unit_price_e4", "min"),
        highest=("unit_price_e4", "max"),
    )
    rows = lines.drop(columns=["quantity_e3", "unit_price_e4"]).merge(
        per_line.reset_index(), on=LINE, how="inner", validate="one_to_one"
    )
    return posted(
        LineKind.SHORTAGE,
        with_targets(rows, tables).assign(
            date=rows["returned_date"],
            document_no=rows["shipment_no"],
            summary=joined(rows["product_name"].fillna(rows["product_code"]), rows["spec"]),
            unit_price_e4=rows["lowest"].where(rows["lowest"] == rows["highest"]),
            receivable_fen=-rows["worth_fen"],
            source=rows["source_slip"],
        ),
    )


def product_of(lines: pd.DataFrame) -> pd.Series:
    """What tells the products of a shipment apart: the code, else name and spec."""
    named = "\u001f" + lines["product_name"].fillna("") + "\u001f" + lines["spec"].fillna("")
    return lines["product_code"].fillna(named)


def stated_quantities(slips: pd.DataFrame, shipped: DataFrame[ShippedLines]) -> pd.DataFrame:
    """What signed red slips state as received, by shipment and product.

    A row without a product code speaks for the only product of its shipment, and so does one with a code where the
    shipment names that product without one, parts added up; where there are several products, or where another row
    names that product, a row without a code says nothing.

    Returns:
        One row a shipment and product: received_quantity_e3, returned_date, source.
    """
    counts = (slips["slip_type"] == SlipType.RED.value) & slips["signed"].fillna(False).astype(bool)
    stated = slips[counts & slips["received_quantity_e3"].notna() & slips["returned_date"].notna()]
    spoken_of = shipped[among(shipped["shipment_no"], stated["shipment_no"])]
    products = spoken_of.assign(product=product_of(spoken_of))[[*PRODUCT, "product_code"]].drop_duplicates(PRODUCT)
    only = products.drop_duplicates("shipment_no", keep=False).set_index("shipment_no")
    named = looked_up(stated["shipment_no"], only.loc[only["product_code"].isna(), "product"])
    product = named.fillna(stated["product_code"]).fillna(looked_up(stated["shipment_no"], only["product"]))
    rows = stated.assign(product=product, source=row_source(stated), coded=stated["product_code"].notna())
    parts = rows.dropna(subset="product").groupby([*PRODUCT, "coded"], as_index=False)
    sums = parts.agg(
        received_quantity_e3=("received_quantity_e3", "sum"),
        returned_date=("returned_date", "first"),
        source=("source", "first"),
    )
    spoken = sums.sort_values([*PRODUCT, "coded"], ascending=[True, True, False], kind="stable")
    return spoken.drop_duplicates(PRODUCT)[[*PRODUCT, "received_quantity_e3", "returned_date", "source"]]


def priced_pieces(lines: pd.DataFrame, parts: DataFrame[Fulfilment]) -> pd.DataFrame:
    """The lines, those that span prices in the pieces that have one; in the order in which a receipt fills them.

    Args:
        lines: Shipment lines of the products that a slip speaks of.
        parts: One row a part of a shipment line.

    Returns:
        One row a piece: the line's key, product and received quantity, quantity_e3, unit_price_e4, amount_fen. Order:
        shipment and product, paid lines before gifts, line_no, paid pieces before free ones, order_line_no.
    """
    columns = [*LINE, "product", "is_gift", "received_quantity_e3", "quantity_e3", "unit_price_e4", "amount_fen"]
    known = lines.assign(amount_fen=lines["amount_fen"].where(lines["price_known"].astype(bool)))[columns]
    spanning = known[known["unit_price_e4"].isna() & known["amount_fen"].notna()]
    part = parts[[*LINE, "order_line_no", "quantity_e3", "order_price_e4"]].rename(columns={"quantity_e3": "part_e3"})
    pieces = spanning.merge(part, on=LINE, how="inner", validate="one_to_many")
    exact = product_e7(pieces["part_e3"], pieces["order_price_e4"]).groupby(pieces.set_index(LINE).index)
    # An amount that the sheet itself gives is no sum of parts; its line stays whole.
    pieces = pieces[(fen(exact.transform("sum")) == pieces["amount_fen"]).fillna(False).to_numpy(dtype=bool)]
    whole = known[~known.set_index(LINE).index.isin(pieces.set_index(LINE).index)]
    split = pieces.assign(quantity_e3=pieces["part_e3"], unit_price_e4=pieces["order_price_e4"])
    every = pd.concat([whole.assign(order_line_no=0), split[[*columns, "order_line_no"]]], ignore_index=True)
    every = every.assign(free=every["unit_price_e4"].eq(0).fillna(False))
    return every.sort_values([*PRODUCT, "is_gift", "line_no", "free", "order_line_no"], ignore_index=True)


def short_pieces(pieces: pd.DataFrame) -> pd.DataFrame:
    """The pieces that the received quantity, filling them in their order, doesn't reach: `short_e3` is what lacks."""
    before = pieces.groupby(PRODUCT, sort=False)["quantity_e3"].cumsum() - pieces["quantity_e3"]
    filled = (pieces["received_quantity_e3"] - before).clip(lower=0)
    short = (pieces["quantity_e3"] - filled).clip(lower=0)
    return pieces.assign(short_e3=short)[short > 0]
