"""Shipments and the slips that came back to where each slip is."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.lookup import looked_up, together
from pipeline.reconcile.source import sources
from schemas.answers.kind import checked
from schemas.answers.slips import SlipStates
from schemas.choices import DeliveryMethod, SlipState, SlipType

SLIP = ["shipment_no", "slip_type"]
TOLD = ["returned_date", "signed", "signed_by", "handed_over_date", "has_handed_over_date", "promised_date"]
"""What a slip says of itself."""

CARRIED = (DeliveryMethod.FREIGHT.value, DeliveryMethod.EXPRESS.value)
"""The delivery methods that come with a waybill."""


def slip_states(tables: Mapping[str, pd.DataFrame]) -> DataFrame[SlipStates]:
    """Every slip that a shipment needs, and where it is.

    A red slip is needed always, a waybill where a carrier brings the goods. A red slip is settled once it came back
    signed, a waybill once it came back. A promise is no return, and a return beats it.

    Args:
        tables: As `resolved` gives them: shipments one row a line, slips one row a slip and product.

    Returns:
        One row a slip that is needed. Order: ship_date, shipment_no, slip_type (红单 first). `source` is where the
        shipment stands and, once there is one, the slip.

    Source:
        CONTRACT 4, "A slip is outstanding".
    """
    needed = needed_slips(tables["shipments"])
    slips = tables["slips"][[*SLIP, *TOLD]].drop_duplicates(SLIP)
    found = needed.merge(slips, on=SLIP, how="left", validate="one_to_one")
    back = found["returned_date"].notna()
    waybill = found["slip_type"] == SlipType.WAYBILL.value
    settled = back & (waybill | found["signed"].fillna(False).astype(bool))
    state = np.select([settled, back], [SlipState.SIGNED.value, SlipState.UNSIGNED.value], SlipState.MISSING.value)
    handed = found["has_handed_over_date"].astype("boolean").fillna(False)
    return checked(
        SlipStates,
        found.assign(state=state, settled=settled, has_handed_over_date=handed, source=slip_sources(needed, tables)),
    )


def needed_slips(shipments: pd.DataFrame) -> pd.DataFrame:
    """The slips that shipments need: shipment_no, slip_type, ship_date; by ship_date, shipment_no, 红单 first."""
    documents = shipments[["shipment_no", "ship_date", "delivery_method"]].drop_duplicates("shipment_no")
    carried = documents[documents["delivery_method"].isin(CARRIED)]
    both = pd.concat([documents.assign(waybill=False), carried.assign(waybill=True)], ignore_index=True)
    both = both.sort_values(["ship_date", "shipment_no", "waybill"], ignore_index=True)
    slip_type = np.where(both["waybill"], SlipType.WAYBILL.value, SlipType.RED.value)
    return both[["shipment_no", "ship_date"]].assign(slip_type=pd.Series(slip_type, dtype="str"))


def slip_sources(needed: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Where each needed slip comes from: the shipment's rows, then the slip's own."""
    place = ["file", "sheet", "row"]
    of_shipment = looked_up(
        needed["shipment_no"], sources(tables["shipments"][["shipment_no", *place]], ["shipment_no"])
    )
    slips = tables["slips"][place].assign(slip=slip_keys(tables["slips"]))
    of_slip = looked_up(slip_keys(needed), sources(slips, ["slip"]))
    return of_shipment + ("; " + of_slip).fillna("")


def slip_keys(rows: pd.DataFrame) -> pd.Series:
    """The shipment and type of each slip as one text."""
    return together(*(rows[name] for name in SLIP))
