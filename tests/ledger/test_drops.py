"""A Reading goes to the disk and back without a value or a dtype changed."""

import pandas as pd
import pytest

from pipeline.intake.reading import Reading, SheetReading
from pipeline.ledger.drops import Drops
from pipeline.ledger.fingerprint import fingerprint, program
from pipeline.problems import Problem
from schemas.registry import SHEETS
from tests.ledger.made import REFUSED, RULES, customer, goods_back, order, reading, receipt, shipment, slip, table


def there_and_back(tmp_path, found: Reading) -> Reading:
    drops = Drops(tmp_path, "f1")
    drops.keep("abc", found)
    return drops.reading("abc")


def same(one: Reading, other: Reading) -> None:
    assert (one.sheets, one.problems, one.refusal) == (other.sheets, other.problems, other.refusal)
    pd.testing.assert_frame_equal(one.documents, other.documents)
    assert one.tables.keys() == other.tables.keys()
    for kind, rows in one.tables.items():
        pd.testing.assert_frame_equal(rows, other.tables[kind])


def test_every_kind_of_sheet_comes_back_as_it_was(tmp_path):
    prices = {"kind": "prices", "document": "P1\x1f\x1f2026-01-01", "rows": [
        {"product_code": "P1", "unit_price_e4": 120_000, "valid_from": pd.Timestamp("2026-01-01")}]}  # fmt: skip
    bill = {"kind": "carrier_bills", "document": "YD1\x1f顺达\x1f2026-10", "rows": [
        {"waybill_no": "YD1", "carrier": "顺达", "amount_fen": 100, "bill_month": "2026-10"}]}  # fmt: skip
    rule = {"kind": "rules", "document": "E102\x1f催收天数\x1f2026-01-01", "rows": [
        {"rule_code": "E102", "parameter": "催收天数", "value": "7"}]}  # fmt: skip
    day = {"kind": "calendar", "document": "2026-01-01", "rows": [
        {"date": pd.Timestamp("2026-01-01"), "day_kind": "放假"}]}  # fmt: skip
    found = reading(
        order("SO1", lines=2),
        shipment("CK1"),
        slip("CK1"),
        receipt("SK1", -5),
        goods_back("TH1"),
        customer("C1"),
        prices,
        bill,
        rule,
        day,
    )
    assert list(found.tables) == [kind for kind in SHEETS if kind not in ("confirmations", "handlings")]
    same(there_and_back(tmp_path, found), found)


def test_blanks_large_numbers_and_odd_characters_come_back_as_they_were(tmp_path):
    rows = table(
        "orders",
        {"order_no": "SO１", "quantity_e3": 10**15 - 1, "remark": "一\n二\t=1+1 \U00020000", "document": "SO1",
         "row": 1},
        {"order_no": None, "quantity_e3": None, "is_gift": None, "reviewed_at": pd.Timestamp("2099-12-31 23:59:59"),
         "document": "", "row": 1_048_576},
    )  # fmt: skip
    found = Reading(tables={"orders": rows})
    same(there_and_back(tmp_path, found), found)


def test_problems_notes_and_columns_come_back_as_they_were(tmp_path):
    problem = Problem("", "订单", 12, 6, "not_above", "数量", "-3", (("limit", "0"),), "orders", "SO1", suggestion="3")
    sheet = SheetReading(
        "订单", "orders", 3, 1, 2, {"order_no": 1, "quantity_e3": 6}, (("hidden_rows", (("rows", "5"),)),)
    )
    found = Reading((sheet,), problems=(problem,))
    same(there_and_back(tmp_path, found), found)


def test_a_refusal_comes_back_as_it_was(tmp_path):
    same(there_and_back(tmp_path, REFUSED), REFUSED)


def test_a_drop_read_under_another_fingerprint_is_not_there(tmp_path):
    Drops(tmp_path, "f1").keep("abc", REFUSED)
    assert Drops(tmp_path, "f1").has("abc")
    assert not Drops(tmp_path, "f2").has("abc")


def test_the_fingerprint_follows_the_rules_and_nothing_else():
    assert fingerprint(RULES) == fingerprint(RULES.__class__())
    assert fingerprint(RULES) != fingerprint(RULES.__class__(encoding="big5"))
    assert len(program()) == 64


@pytest.mark.parametrize(
    "module", ["schemas/cells.py", "schemas/sheets/orders.py", "pipeline.intake/reading.py", "drops.py"]
)
def test_the_fingerprint_follows_every_module_that_has_a_say(module):
    from pipeline.ledger.fingerprint import sources

    names = [name for name, _ in sources()]
    assert module in names
    assert not any("sentences" in name for name in names)
