"""Returned goods to the entries that take them off the account, priced by what they were sold for."""

from collections.abc import Mapping

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.account import posted
from pipeline.reconcile.compared import compared
from pipeline.reconcile.goods import joined
from pipeline.reconcile.lookup import among
from pipeline.reconcile.shortages import product_of
from pipeline.reconcile.source import row_source
from pipeline.reconcile.targets import with_targets
from pipeline.reconcile.worth import part_worth
from schemas.answers.shipped import ShippedLines
from schemas.choices import LineKind

PRODUCT = ["product_code", "product_name", "spec", "unit"]
SOLD = [*PRODUCT, "order_no", "line_no", "is_gift", "quantity_e3", "unit_price_e4", "amount_fen"]
NAMES_NOTHING = "\u001f"


def return_entries(tables: Mapping[str, pd.DataFrame], shipped: DataFrame[ShippedLines]) -> pd.DataFrame:
    """What is taken off for each returned line: its own amount, else quantity times the price it was sold for.

    That price is the shipment line's, else the order line's, of the same product (by code where both have one, else by
    name and spec), a paid line's before a gift's; where no price is known the line stands with 0. A line that names
    only a shipment of one product is of that product. Without an order of its own it has the shipment line's.

    Args:
        tables: As `resolved` gives them; one row a returned line, quantities in thousandths.
        shipped: One row a shipment line, amounts in fen.

    Returns:
        One row a returned line, in the columns of Entries.

    Source:
        CONTRACT 3, returns; CONTRACT 4, 退货.
    """
    rows = tables["returns"].reset_index(drop=True)
    sent = shipped.assign(amount_fen=shipped["amount_fen"].where(shipped["price_known"].astype(bool)))
    of_shipment = sold_as(rows, sent, "shipment_no")
    known = rows.assign(**{name: rows[name].fillna(of_shipment[name]) for name in ("order_no", *PRODUCT)})
    of_order = sold_as(known, tables["orders"], "order_no")
    unpriced = rows["amount_fen"].isna() & rows["unit_price_e4"].isna()
    of_shipment_fen, of_order_fen = (
        part_worth(rows["quantity_e3"], line["unit_price_e4"], line["amount_fen"], line["quantity_e3"])
        for line in (of_shipment, of_order)
    )
    price = of_shipment["unit_price_e4"].where(of_shipment_fen.notna(), of_order["unit_price_e4"])
    amount = rows["amount_fen"].fillna(of_shipment_fen).fillna(of_order_fen).fillna(0)
    return posted(
        LineKind.RETURN,
        with_targets(known, tables).assign(
            date=rows["return_date"],
            document_no=rows["return_no"],
            unit_price_e4=rows["unit_price_e4"].fillna(price.where(unpriced)),
            receivable_fen=-amount,
            summary=joined(known["product_name"].fillna(known["product_code"]), known["spec"], rows["reason"]),
            source=row_source(rows),
        ),
    )


def sold_as(rows: pd.DataFrame, lines: pd.DataFrame, document: str) -> pd.DataFrame:
    """The line as which each returned product was sold in the document that the row names, blank where there is none.

    A paid line comes before a gift, one with a price or amount before one without, then the first.

    Args:
        rows: One row a returned line.
        lines: One row a line of a document, in the columns SOLD.
        document: The column, in both tables, that says which document.

    Returns:
        The columns SOLD, indexed as `rows`; a gift's price is 0.
    """
    wanted = rows[[document]].assign(at=rows.index, **comparable(rows)).dropna(subset=document)
    offered = lines[among(lines[document], wanted[document])]
    offered = offered[SOLD if document in SOLD else [*SOLD, document]].assign(**comparable(offered))
    offered = offered.assign(
        unit_price_e4=offered["unit_price_e4"].mask(offered["is_gift"].fillna(False).astype(bool), 0),
        products=product_of(offered).groupby(offered[document]).transform("nunique"),
    )
    pairs = wanted.merge(offered, on=document, how="inner", suffixes=("_wanted", ""), validate="many_to_many")
    by_code = pairs["code"].notna() & pairs["code_wanted"].notna()
    same = (pairs["code"] == pairs["code_wanted"]).where(by_code, pairs["named"] == pairs["named_wanted"])
    nothing_named = pairs["code_wanted"].isna() & (pairs["named_wanted"] == NAMES_NOTHING)
    only = nothing_named & (pairs["products"] == 1)
    found = pairs[(same & ~nothing_named) | only]
    found = found.assign(unknown=found["unit_price_e4"].isna() & found["amount_fen"].isna())
    first = found.sort_values(["at", "is_gift", "unknown", document, "line_no"]).drop_duplicates("at")
    return first.set_index("at")[SOLD].reindex(rows.index)


def comparable(lines: pd.DataFrame) -> dict[str, pd.Series]:
    """The code, and name with spec, as products are compared; `named` is NAMES_NOTHING where both are blank."""
    name, spec = (compared(lines[column]).fillna("") for column in ("product_name", "spec"))
    return {"code": compared(lines["product_code"]), "named": name + "\u001f" + spec}
