"""What the answers of a run say together that none of them says alone."""

from datetime import date

import pandas as pd

from pipeline.reconcile.given import Given
from pipeline.reconcile.limits import Limits
from pipeline.reconcile.position import position
from pipeline.reconcile.reconcile import reconcile
from pipeline.reconcile.resolve import resolved
from pipeline.reconcile.statements import statements
from tests.reconcile.asked import AS_OF
from tests.reconcile.rows import tables as given_tables

NO_CONFLICTS = pd.DataFrame({name: pd.Series(dtype="str") for name in ("kind", "document", "files", "winner")})
NO_ROWS = pd.DataFrame({name: pd.Series(dtype="str") for name in ("kind", "document", "file", "sheet")}).assign(row=0)


def test_of_a_customer_without_a_salesperson_in_the_master_the_one_of_its_latest_order_is_asked():
    order = {"product_code": "P1", "quantity_e3": 1000, "unit_price_e4": 10000}
    orders = [
        order | {"order_no": number, "customer_code": customer, "salesperson": name, "order_date": f"2026-10-0{day}"}
        for day, (number, customer, name) in enumerate(
            [("SO1", "C1", "旧人"), ("SO2", "C1", "新人"), ("SO3", "C2", "别人"), ("SO4", "C3", "路人")], start=1
        )
    ]
    master = [
        {"customer_code": "C2", "customer_name": "乙", "salesperson": "主人", "phone": None, "address": "路 1 号"}
    ]
    tables = given_tables(customers=master, orders=orders)
    given = Given(resolved(tables, AS_OF), NO_CONFLICTS, NO_ROWS, AS_OF, date(2026, 10, 1), Limits(), "zh")
    found = position(given)
    answers = reconcile(given.after_position(), statements(given.after_position(), found))
    asked = answers.exceptions.set_index("exception_id")["responsible"]
    assert asked[["E602-C1", "E602-C3", "E603-C2"]].tolist() == ["新人", "路人", "主人"]
