"""The invented inbox reads as it was planned: every planted mistake is found, and nothing else is held back."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from pipeline.demo.files import parts
from pipeline.demo.inbox import demo_files, file_bytes, make_demo
from pipeline.demo.trade import trade
from pipeline.intake.read import read_file
from pipeline.intake.reading import Reading
from pipeline.intake.rules import ReadingRules
from schemas.registry import SHEETS

UNTIL = date(2026, 11, 5)
TODAY = pd.Timestamp(UNTIL)


def readings(orders: int, seed: int) -> dict[str, tuple[Reading, set[tuple[str, int, str]]]]:
    """Each file's reading and the mistakes planted in it, by its name."""
    found = {}
    for file in demo_files(orders, seed, UNTIL):
        planted = {(mistake.sheet, mistake.row, mistake.code) for mistake in file.planted}
        found[file.name] = read_file(file_bytes(file, UNTIL), file.name, ReadingRules()), planted
    return found


@pytest.fixture(scope="module")
def sample() -> dict[str, tuple[Reading, set[tuple[str, int, str]]]]:
    return readings(300, 7)


@pytest.mark.parametrize(("orders", "seed"), [(300, 7), (1, 1), (3, 2), (40, 3), (120, 4), (120, 5)])
def test_every_planted_mistake_is_found_and_nothing_else_is(orders: int, seed: int):
    for name, (reading, planted) in readings(orders, seed).items():
        assert reading.refusal is None, name
        assert {(problem.sheet, problem.row, problem.code) for problem in reading.problems} == planted, name


def test_a_dozen_documents_are_held_back_each_for_one_mistake(sample):
    held = pd.concat([reading.documents[reading.documents["state"] == "held"] for reading, _ in sample.values()])
    planted = [mistake for _, mistakes in sample.values() for mistake in mistakes]

    assert len(held) == len(planted) == 12
    assert len({code for _, _, code in planted}) == 12


def test_every_order_is_in_the_inbox(sample):
    documents = pd.concat([reading.documents for reading, _ in sample.values()])

    assert documents.loc[documents["kind"] == "orders", "document"].nunique() == 300


def test_there_is_a_sheet_of_every_kind_and_notes_that_are_none(sample):
    kinds = {sheet.kind for reading, _ in sample.values() for sheet in reading.sheets}

    assert kinds == {*SHEETS, ""} - {"carrier_bills", "confirmations", "handlings", "rules", "calendar"}


def test_people_keep_their_sheets_differently(sample):
    assert "财务/收款流水.xlsx" in sample, "one lies in a subfolder"
    assert [name for name in sample if name.endswith(".csv")] == ["网店门店订单2026-07.csv"]
    assert {sheet.header_row for reading, _ in sample.values() for sheet in reading.sheets} >= {1, 3, 4}
    assert any(sheet.kind and sheet.ignored > 3 for reading, _ in sample.values() for sheet in reading.sheets)


def test_the_carriers_sheet_has_a_header_of_two_rows(sample):
    file = next(file for file in demo_files(60, 1, UNTIL) if file.name == "出库单2026-10.xlsx")
    drawn = next(sheet for sheet in file.sheets if sheet.groups)
    read = next(sheet for sheet in sample[file.name][0].sheets if sheet.name == drawn.name)

    assert drawn.groups == [("客户", 3, 4), ("运费", 16, 17)]
    assert {"customer_code", "customer_name", "amount_fen", "freight_fen", "freight_terms"} <= set(read.columns)


def test_the_csv_is_gb18030():
    file = next(file for file in demo_files(60, 1, UNTIL) if file.name.endswith(".csv"))

    assert file_bytes(file, UNTIL).decode("gb18030").startswith("SO号,下单时间,客户,")
    with pytest.raises(UnicodeDecodeError):
        file_bytes(file, UNTIL).decode("utf-8")


def test_a_later_file_repeats_orders_and_changes_one_of_them(sample):
    september, october = (sample[f"销售订单2026-{month}.xlsx"][0].documents for month in ("09", "10"))
    both = september.merge(october, on="document", validate="one_to_one")

    assert len(both) == 2
    assert (both["digest_x"] == both["digest_y"]).sum() == 1


def test_the_same_seed_gives_the_same_bytes_and_another_one_other_orders(tmp_path: Path):
    one, two = (make_demo(tmp_path / name, 20, 5, UNTIL) for name in ("one", "two"))

    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    assert not trade(20, 5, UNTIL).orders.equals(trade(20, 6, UNTIL).orders)


def test_files_come_in_the_order_of_their_names():
    names = [file.name for file in demo_files(120, 3, UNTIL)]

    assert names == sorted(names), "the later version of a document must also have the later name"


def test_nothing_happens_after_the_last_day_or_before_its_cause():
    made = trade(400, 1, UNTIL)
    for table, day in (
        (made.orders, "order_date"),
        (made.shipments, "ship_date"),
        (made.slips, "returned_date"),
        (made.payments, "received_date"),
        (made.returns, "return_date"),
    ):
        assert table[day].dt.normalize().max() <= TODAY
    shipped = made.shipments.merge(
        made.orders.drop_duplicates("order_no")[["order_no", "order_date"]], on="order_no", validate="many_to_one"
    )
    assert (shipped["ship_date"] >= shipped["order_date"].dt.normalize()).all()
    assert (made.slips["returned_date"].isna() | (made.slips["returned_date"] >= made.slips["ship_date"])).all()


def test_what_goes_wrong_is_a_few_per_cent():
    made = trade(3000, 1, UNTIL)
    red = made.slips[(made.slips["slip_type"] == "红单") & made.slips["returned_date"].notna()]
    late = (red["returned_date"] - red["ship_date"]).dt.days > 7
    paid = made.orders[~made.orders["is_gift"]]

    assert 0.01 < (red["signed"] == False).mean() < 0.04  # noqa: E712
    assert 0.01 < red["received_quantity_e3"].notna().mean() < 0.04
    assert 0.02 < late.mean() < 0.08
    assert 0.02 < (made.shipments["order_no"].isna()).mean() + made.orders["review_status"].ne("已审批").mean() < 0.08
    assert (paid["quantity_e3"] > 0).all()


def test_customers_pay_most_of_what_they_get():
    made = trade(3000, 1, UNTIL)
    goods = made.shipments["amount_fen"].sum()

    assert 0.55 < made.payments["amount_fen"].sum() / goods < 0.95


def test_contacts_are_invented():
    customers = trade(3000, 1, UNTIL).company.customers

    assert customers["phone"].dropna().str.match(r"13800[0-9]{6}\Z").all()
    assert customers["email"].str.endswith("@example.com").all()
    assert not customers["customer_name"].duplicated().any()


def test_a_large_table_is_cut_between_documents():
    rows = pd.DataFrame({"order_no": [f"SO{nth // 3}" for nth in range(12_000)]})

    cut = parts(rows, "order_no")

    assert [mark for mark, _ in cut] == ["_01", "_02", "_03"]
    assert max(len(part) for _, part in cut) <= 5_000
    assert not set(cut[0][1]["order_no"]) & set(cut[1][1]["order_no"])
    assert pd.concat([part for _, part in cut], ignore_index=True).equals(rows)


def test_a_table_that_fits_is_not_cut():
    rows = pd.DataFrame({"order_no": [f"SO{nth}" for nth in range(5_000)]})

    assert [mark for mark, _ in parts(rows, "order_no")] == [""]
    assert [mark for mark, _ in parts(pd.concat([rows, rows.tail(1)]), "order_no")] == ["_01", "_02"]
