"""Shipment lines to what each is worth: at its own price, or at that of the order lines it fills."""

from collections.abc import Mapping

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.lookup import among, looked_up
from pipeline.reconcile.source import row_source
from schemas.answers.kind import checked
from schemas.answers.shipped import Fulfilment, ShippedLines
from schemas.choices import FreightTerms
from schemas.exact import fen, product_e7
from schemas.sheets.goods import is_gift

LINE = ["shipment_no", "line_no"]
MOST_E7 = 2**62
"""A line worth more (some 460,000 million yuan) is a typing error: its price counts as not known."""


def shipped_lines(tables: Mapping[str, pd.DataFrame], parts: DataFrame[Fulfilment]) -> DataFrame[ShippedLines]:
    """Every shipment line with its customer, its worth, and the order's figures where its own cells are blank.

    A price of its own counts, else an amount of its own as it stands, else the price of each order line it fills: the
    exact sum, rounded once. A gift is worth 0. Nothing known: 0, with `price_known` false. Freight with no one to bear
    it is ours; `freight_fen` stands on each line of the document, 0 where blank.

    Args:
        tables: As `resolved` gives them; one row a shipment line.
        parts: One row a part of a shipment line that fills an order line.

    Returns:
        One row a shipment line. Order: ship_date, shipment_no, line_no.

    Source:
        CONTRACT 3, shipments; CONTRACT 4, "Matching shipments to orders" and 出库.
    """
    rows = tables["shipments"].sort_values(["ship_date", *LINE], ignore_index=True)
    filled = parts[[*LINE, "order_line_no"]].drop_duplicates(LINE)
    rows = rows.merge(filled, on=LINE, how="left", validate="one_to_one")
    rows = with_freight(priced(with_product(rows, tables["orders"]), parts))
    return checked(
        ShippedLines,
        rows.assign(
            order_on_file=among(rows["order_no"], tables["orders"]["order_no"]),
            on_order=rows["order_line_no"].notna(),
            salesperson=salespeople(rows, tables),
            source=row_source(rows),
        ),
    )


def priced(rows: pd.DataFrame, parts: DataFrame[Fulfilment]) -> pd.DataFrame:
    """The lines with unit_price_e4, amount_fen and price_known."""
    own = fen(product_e7(rows["quantity_e3"], rows["unit_price_e4"])).astype("Int64")
    amount = rows["amount_fen"].fillna(own)
    gift = is_gift(rows)
    of_order = order_worth(rows.loc[amount.isna() & ~gift, LINE], parts)
    amount = amount.fillna(of_order["amount_fen"])
    return rows.assign(
        unit_price_e4=rows["unit_price_e4"].fillna(of_order["unit_price_e4"]).mask(gift, 0),
        amount_fen=amount.mask(gift, 0).fillna(0),
        price_known=amount.notna() | gift,
    )


def order_worth(lines: pd.DataFrame, parts: DataFrame[Fulfilment]) -> pd.DataFrame:
    """What shipment lines are worth at the prices of the order lines they fill.

    Returns:
        Indexed as `lines`: amount_fen, missing without a part; unit_price_e4, missing as well where prices differ.
    """
    mine = lines.assign(at=lines.index).merge(parts, on=LINE, validate="one_to_many")
    estimate = mine["quantity_e3"].astype("float64") * mine["order_price_e4"].astype("float64")
    plausible = mine[estimate.groupby(mine["at"]).transform("sum") < MOST_E7]
    worth = product_e7(plausible["quantity_e3"], plausible["order_price_e4"]).groupby(plausible["at"]).sum()
    price = plausible.groupby("at")["order_price_e4"].agg(["min", "max"])
    found = pd.DataFrame({"amount_fen": fen(worth), "unit_price_e4": price["min"].where(price["min"] == price["max"])})
    return found.astype("Int64").reindex(lines.index)


def with_product(rows: pd.DataFrame, orders: pd.DataFrame) -> pd.DataFrame:
    """The lines with code, name, spec and unit of the order line they fill first, where they leave them out.

    The spec is taken over together with the name only: a name without a spec is a product of its own.
    """
    columns = ["product_code", "product_name", "spec", "unit"]
    if not rows[columns].isna().any(axis=None):
        return rows
    theirs = orders[["order_no", "line_no", *columns]].rename(columns={"line_no": "order_line_no"})
    keyed = rows[["order_no", "order_line_no"]].dropna()
    found = keyed.merge(theirs, on=["order_no", "order_line_no"], how="left", validate="many_to_one")
    found = found.set_axis(keyed.index).reindex(rows.index)
    found["spec"] = found["spec"].where(rows["product_name"].isna())
    return rows.assign(**{name: rows[name].fillna(found[name]) for name in columns})


def with_freight(rows: pd.DataFrame) -> pd.DataFrame:
    """The lines with freight_fen (0 where blank), who bears it, and whether the sheet says so."""
    freight = rows["freight_fen"].fillna(0)
    given = rows["freight_terms"].notna()
    terms = rows["freight_terms"].mask(~given & (freight > 0), FreightTerms.OURS.value)
    return rows.assign(freight_fen=freight, freight_terms=terms, freight_terms_given=given)


def salespeople(rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Who sold each line: the order's salesperson, else the customer's."""
    orders = tables["orders"][["order_no", "salesperson"]].drop_duplicates("order_no")
    of_customer = tables["customers"].set_index("customer_code")["salesperson"]
    by_order = looked_up(rows["order_no"], orders.set_index("order_no")["salesperson"])
    return by_order.fillna(looked_up(rows["customer_code"], of_customer))
