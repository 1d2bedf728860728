"""Rows beside what stands under their key: as an inner merge gives them."""

import pandas as pd
import pytest

from pipeline.reconcile.beside import beside

LINES = pd.DataFrame({"order_no": ["SO2", None, "SO9", "SO1", "SO2"], "fen": [1, 2, 3, 4, 5]}).astype(
    {"order_no": "str", "fen": "Int64"}
)
ORDERS = pd.DataFrame({"status": ["已审批", None, "已驳回"], "order_no": ["SO1", "SO2", "SO3"]}, dtype="str")


@pytest.mark.parametrize("lines", [LINES, LINES.iloc[3:], LINES.iloc[:0], LINES.iloc[1:3]])
@pytest.mark.parametrize("orders", [ORDERS, ORDERS.iloc[:0]])
def test_rows_whose_key_is_there_stand_in_their_order_beside_it(lines: pd.DataFrame, orders: pd.DataFrame):
    merged = lines.dropna(subset="order_no").merge(orders, on="order_no", how="inner", validate="many_to_one")
    pd.testing.assert_frame_equal(beside(lines, orders, "order_no"), merged)


def test_a_key_that_stands_twice_in_the_other_table_is_refused():
    with pytest.raises(ValueError, match="one key"):
        beside(LINES, pd.concat([ORDERS, ORDERS]), "order_no")
