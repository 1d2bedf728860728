"""Slips and shipments to the slips whose received quantity does not go with what was shipped, which are held back."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from pipeline.ledger.among import among, among_all
from pipeline.ledger.ground import Ground
from pipeline.problems import Problem
from schemas.choices import SlipType
from schemas.sheets.slips import FORM, SLIPS, is_promise

RECEIVED = "received_quantity_e3"
MORE_THAN_SHIPPED = "received_more_than_shipped"
OF_WHICH_PRODUCT = "received_of_which_product"
STATED = ("shipment_no", "slip_type", "signed", "product_code", RECEIVED, "document", "sheet", "row")
GOODS = ["shipment_no", "product_code", "product_name", "spec", "quantity_e3"]
OF_VERSION = ["version", "document"]
OF_NO_CODE = "\x1f"
"""Begins the name of a product that a shipment names without a code; no code holds it."""
ALL_PRODUCTS = "\x1e"
"""Stands for all products of a shipment that has several."""


def at_odds(slips: pd.DataFrame, shipments: pd.DataFrame) -> pd.DataFrame:
    """The rows of slips whose received quantity does not go with what was shipped.

    One that is more than was shipped of its product never does: parts of one product in a slip are added up. A product
    that is not in the shipment was shipped 0 times; where the shipment names a product without its code, one that it
    doesn't have by code may be that one and is not judged, unless it is the only one. A row without a code speaks for
    the only product; where there are several, for all of them, and less than all on a signed red slip, whose shortages
    are taken off the account, leaves open what is missing. A slip whose shipment is not on file is not judged.

    Args:
        slips: One row a row of a slip, STATED with version; quantities in thousandths.
        shipments: One row a shipment line that counts.

    Returns:
        Those rows in their order, with `shipped_e3`, and `of_which`: less than all, of several products.

    Source:
        CONTRACT 3, slips: "≥ 0 and ≤ shipped", "without a product code where the shipment has one product".
    """
    stated = slips[slips[RECEIVED].notna()]
    goods = products_of(shipments.loc[among(shipments["shipment_no"], stated["shipment_no"]), GOODS])
    stated = stated[among(stated["shipment_no"], goods["shipment_no"])]
    rows = stated.merge(only_products(goods), on="shipment_no", how="left", validate="many_to_one")
    by_code = rows["product_code"].notna() & ~(rows["only"].str.startswith(OF_NO_CODE).fillna(False).astype(bool))
    rows["product"] = rows["product_code"].where(by_code, rows["only"]).fillna(ALL_PRODUCTS)
    sent = pd.concat([goods, all_products(goods)], ignore_index=True)
    rows = rows.merge(sent, on=["shipment_no", "product"], how="left", validate="many_to_one")
    uncoded = goods.loc[goods["product"].str.startswith(OF_NO_CODE), "shipment_no"]
    judged = rows[rows["shipped_e3"].notna() | ~among(rows["shipment_no"], uncoded)]
    judged = judged.assign(shipped_e3=judged["shipped_e3"].fillna(0))
    total = judged.groupby(["version", "document", "product"])[RECEIVED].transform("sum")
    signed_red = (judged["slip_type"] == SlipType.RED.value) & judged["signed"].fillna(False).astype(bool)
    judged["of_which"] = (judged["product"] == ALL_PRODUCTS) & (total < judged["shipped_e3"]) & signed_red
    odd = judged[(total > judged["shipped_e3"]) | judged["of_which"]]
    return odd[[*slips.columns, "shipped_e3", "of_which"]].reset_index(drop=True)


def products_of(shipments: pd.DataFrame) -> pd.DataFrame:
    """What was shipped of each product: shipment_no, product (its code, else its name and spec), shipped_e3."""
    named = OF_NO_CODE + shipments["product_name"].fillna("") + OF_NO_CODE + shipments["spec"].fillna("")
    lines = shipments.assign(product=shipments["product_code"].fillna(named))
    totals = lines.groupby(["shipment_no", "product"], sort=False)["quantity_e3"].sum()
    return totals.reset_index(name="shipped_e3").astype({"product": "str"})


def only_products(goods: pd.DataFrame) -> pd.DataFrame:
    """The product of each shipment that has just one: shipment_no, only."""
    single = goods[~goods.duplicated("shipment_no", keep=False)]
    return single[["shipment_no", "product"]].rename(columns={"product": "only"})


def all_products(goods: pd.DataFrame) -> pd.DataFrame:
    """What was shipped of all products of a shipment that has several, in the columns of `products_of`."""
    several = goods[goods.duplicated("shipment_no", keep=False)]
    totals = several.groupby("shipment_no", sort=False)["shipped_e3"].sum()
    return totals.reset_index().assign(product=ALL_PRODUCTS)


def not_as_shipped(accepted: pd.DataFrame, shipments: pd.DataFrame, ground: Ground) -> pd.Series:
    """Which of some accepted slips state a quantity that does not go with what was shipped.

    Args:
        accepted: One row a slip of a version.
        shipments: One row a shipment line that counts.
        ground: Where the slips' rows are.
    """
    rows = ground.rows_of(accepted, SLIPS.name, frozenset(accepted["version"]), STATED)
    return among_all(accepted, at_odds(rows, shipments), OF_VERSION)


def only_promised(slips: pd.DataFrame, ground: Ground) -> pd.Series:
    """Which of some slips are promised for a day, not back.

    Args:
        slips: One row a slip of a version.
        ground: Where the slips' rows are.
    """
    rows = ground.rows_of(slips, SLIPS.name, columns=("document", "promised_date", *FORM))
    return ~among_all(slips, rows[~is_promise(rows)], OF_VERSION)


def received_problems(rejected: pd.DataFrame, shipments: pd.DataFrame, ground: Ground) -> dict[str, list[Problem]]:
    """The problems of slips that do not go with what was shipped, in the last version of their file.

    Args:
        rejected: The slips that `not_as_shipped` found.
        shipments: One row a shipment line that counts.
        ground: Where the slips' rows are.

    Returns:
        Problems on the cells of the received quantity, by file; `Problem.file` is left to fill in.
    """
    found: dict[str, list[Problem]] = {}
    if rejected.empty:
        return found
    for row in at_odds(ground.rows_of(rejected, SLIPS.name, columns=STATED), shipments).to_dict("records"):
        version = ground.versions[row["version"]]
        if version == ground.by_file[version.file].last:
            columns = {sheet.name: sheet.columns for sheet in ground.shelf.head(version).sheets}
            place = columns.get(row["sheet"], {}).get(RECEIVED, 0)
            found.setdefault(version.file, []).append(received_problem(row, place))
    return found


def received_problem(row: dict[Hashable, Any], column: int) -> Problem:
    """The problem of a row that `at_odds` found; its file is filled in later.

    Args:
        row: As `at_odds` gives it.
        column: Where the received quantity stands in the sheet, from 1; 0 where that is not known.
    """
    return Problem(
        file="",
        sheet=row["sheet"],
        row=row["row"],
        column=column,
        code=OF_WHICH_PRODUCT if row["of_which"] else MORE_THAN_SHIPPED,
        field=SLIPS.cells[RECEIVED].label.zh,
        typed=thousandths(row[RECEIVED]),
        params=(("shipped", thousandths(row["shipped_e3"])),),
        kind=SLIPS.name,
        document=row["document"],
    )


def thousandths(quantity_e3: int) -> str:
    """A quantity as people write it: 12000 is 12, 12500 is 12.5."""
    whole, part = divmod(quantity_e3, 1000)
    return f"{whole}.{part:03d}".rstrip("0").rstrip(".")
