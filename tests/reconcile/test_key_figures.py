"""The figures that a manager looks at first."""

from datetime import date

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from schemas.answers.first_drops import FirstDrops
from schemas.answers.kind import checked
from schemas.choices import Stage, WaitingBucket
from schemas.sentences.figures import FIGURES, FLOWS, GROUPS
from tests.forms import examples
from tests.reconcile.asked import AS_OF, ask, values
from tests.reconcile.rows import tables


def figures(**kinds):
    found = ask(tables(**kinds)).figures
    return {(row.group, row.figure): row.value for row in found.itertuples()}


def ordered(number, **cells):
    base = {"order_no": number, "customer_code": "C1", "product_code": "P1", "unit_price_e4": 10000}
    return base | {"quantity_e3": 5000, "due_date": "2026-10-20"} | cells


def sent(number, order, quantity, **cells):
    return {"shipment_no": number, "order_no": order, "product_code": "P1", "quantity_e3": quantity} | cells


def test_every_figure_has_its_words_and_every_vocabulary_is_whole():
    found = ask(tables()).figures
    assert [*dict.fromkeys(found["group"]), "salesperson"] == list(GROUPS)
    by_group = found.groupby("group")["figure"].agg(list)
    assert by_group["key"] == list(FIGURES)
    assert by_group["flow"] == list(FLOWS)
    assert by_group["stage"] == list(Stage)
    assert by_group["waiting"] == list(WaitingBucket) == by_group["waiting_amount"]
    assert by_group["month"] == ["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"]


def test_the_figures_of_a_small_office():
    found = figures(
        orders=[
            ordered("SO1"),
            ordered("SO2"),
            ordered("SO3", review_status="已取消"),
            ordered("SO4", review_status="已驳回"),
        ],
        shipments=[
            sent("CK1", "SO1", 2000, ship_date="2026-09-30", freight_fen=300, freight_terms="垫付"),
            sent("CK1", "SO1", 1000, ship_date="2026-09-30"),
            sent("CK2", "SO2", 5000, ship_date="2026-10-08", freight_fen=200, freight_terms="我方承担"),
            sent("CK3", "SO9", 1000, ship_date="2026-04-30", unit_price_e4=70000, freight_terms="到付"),
        ],
        slips=[{"shipment_no": "CK2", "returned_date": "2026-10-10", "signed": True}],
    )  # fmt: skip
    key = {figure: value for (group, figure), value in found.items() if group == "key"}
    assert key == {
        "orders": 4, "order_amount": 1000, "shipments": 3, "shipped_amount": 1500, "unshipped_amount": 200,
        "open_orders": 1, "late_orders": 1, "slips_outstanding": 2, "outstanding_amount": 1000, "return_rate": 33300,
        "advanced_freight": 300, "own_freight": 200,
    }  # fmt: skip
    assert found["stage", "部分发货"] == found["stage", "已完成"] == found["stage", "已取消"] == 1
    assert (found["waiting", "30以上"], found["waiting_amount", "30以上"]) == (2, 1000)
    assert (found["month", "2026-09"], found["month", "2026-10"], found["month", "2026-05"]) == (300, 500, 0)


def test_without_a_slip_that_is_needed_the_return_rate_is_100_percent():
    assert figures()["key", "return_rate"] == 100_000


# --- beside the month before -------------------------------------------------------------------


def beside(found, group="key"):
    """Value, the month before and the change of each figure of a group."""
    theirs = found[found["group"] == group]
    cells = values(theirs, "value", "before", "change")
    return dict(zip(theirs["figure"], cells, strict=True))


def test_what_stands_is_compared_with_how_it_stood_at_the_last_months_end():
    found = ask(
        tables(
            orders=[
                ordered("SO1", order_date="2026-09-30", due_date="2026-09-30"),
                ordered("SO2", order_date="2026-09-30", due_date="2026-09-29"),
                ordered("SO3", order_date="2026-10-01", due_date="2026-10-31"),
            ],
            shipments=[
                sent("CK1", "SO1", 5000, ship_date="2026-09-30"),
                sent("CK2", "SO2", 4000, ship_date="2026-09-30"),
                sent("CK3", "SO2", 1000, ship_date="2026-10-01"),
            ],
            slips=[
                {"shipment_no": "CK1", "returned_date": "2026-09-30", "signed": True},
                {"shipment_no": "CK2", "returned_date": "2026-10-01", "signed": True},
            ],
        ),
        AS_OF,
    )
    key = beside(found.figures)
    assert key["orders"] == (3, 2, 1)
    assert key["order_amount"] == (1500, 1000, 500)
    assert key["shipments"] == (3, 2, 1)
    assert key["shipped_amount"] == (1000, 900, 100)
    assert key["unshipped_amount"] == (500, 100, 400)
    assert key["open_orders"] == (2, 1, 1)
    assert key["late_orders"] == (0, 1, -1)
    assert key["slips_outstanding"] == (1, 1, 0)
    assert key["outstanding_amount"] == (100, 400, -300)
    assert key["return_rate"] == (66700, 50000, 16700)
    assert beside(found.figures, "waiting")["0–7"] == (0, 1, -1)
    assert beside(found.figures, "waiting_amount")["15–30"] == (100, 0, 100)
    assert beside(found.figures, "waiting_amount")["30以上"] == (0, 0, 0)


def test_how_many_orders_were_at_a_stage_can_not_be_told_afterwards():
    assert set(beside(ask(tables()).figures, "stage").values()) == {(0, None, None)}


def test_a_months_shipments_stand_beside_those_of_the_month_before_it():
    sold = [sent("CK1", "SO1", 1000, ship_date="2026-04-30"), sent("CK2", "SO1", 2000, ship_date="2026-05-01")]
    month = beside(ask(tables(orders=[ordered("SO1", order_date="2026-04-01")], shipments=sold)).figures, "month")
    assert month["2026-05"] == (200, 100, 100)
    assert month["2026-06"] == (0, 200, -200)


def test_what_was_ordered_and_shipped_counts_in_its_month_from_the_first_day_to_the_last():
    orders = [
        ordered("SO1", order_date="2026-08-31 23:59"),
        ordered("SO2", order_date="2026-09-01 00:00"),
        ordered("SO3", order_date="2026-09-30 23:59"),
        ordered("SO4", order_date="2026-10-01 00:00"),
        ordered("SO5", order_date="2026-10-31 23:59", review_status="已取消"),
    ]
    sold = [sent(f"CK{day}", "SO1", 1000, ship_date=day) for day in ("2026-08-31", "2026-09-01", "2026-10-31")]
    flow = beside(ask(tables(orders=orders, shipments=sold)).figures, "flow")
    assert flow["orders_placed"] == (2, 2, 0)
    assert flow["amount_placed"] == (500, 1000, -500)
    assert flow["shipments_made"] == (1, 1, 0)
    assert flow["amount_shipped"] == (100, 100, 0)


def test_a_month_without_anything_to_judge_shows_no_share():
    flow = beside(ask(tables()).figures, "flow")
    judged = list(flow)[list(flow).index("review_hours") :]
    assert {flow[name] for name in judged} == {(None, None, None)}


def test_reviews_are_timed_in_working_hours_of_the_month_in_which_they_were_made():
    orders = [
        ordered("SO1", order_date="2026-09-29 10:00", reviewed_at="2026-09-30 10:00"),
        ordered("SO2", order_date="2026-10-16 18:00", reviewed_at="2026-10-19 03:00"),
        ordered("SO3", order_date="2026-10-20 10:00", reviewed_at="2026-10-20 10:30"),
        ordered("SO4", order_date="2026-10-20 10:00", reviewed_at="2026-10-21 10:30", review_status="已驳回"),
        ordered("SO5", order_date="2026-10-20 10:00"),
    ]
    flow = beside(ask(tables(orders=orders), late_reviews=["SO1", "SO4"]).figures, "flow")
    assert flow["review_hours"] == (4800, 24000, -19200)
    assert flow["reviewed_in_time"] == (100_000, 0, 100_000)


def test_a_line_is_shipped_in_time_on_its_due_day_and_late_the_day_after():
    def of(due, *days, status="已审批"):
        sold = [sent(f"CK{day}", "SO1", 5000 // len(days), ship_date=day) for day in days]
        order = ordered("SO1", order_date="2026-09-01", due_date=due, review_status=status)
        now, before, _ = beside(ask(tables(orders=[order], shipments=sold)).figures, "flow")["shipped_in_time"]
        return now, before

    assert of("2026-10-20", "2026-10-20") == (100_000, None)
    assert of("2026-10-20", "2026-10-19", "2026-10-21") == (0, None)
    assert of("2026-09-30", "2026-10-01") == (None, 0)
    assert of("2026-10-30") == (0, None)
    assert of("2026-10-31") == (None, None)
    assert of("2026-11-01", "2026-10-31") == (None, None)
    assert of("2026-10-20", status="待审批") == (None, None)


def test_slips_count_by_the_month_of_their_shipment_and_of_their_return():
    sold = [
        sent(f"CK{n}", "SO1", 1000, ship_date=day) for n, day in enumerate(["2026-09-20", "2026-09-30", "2026-10-08"])
    ]
    slips = [
        {"shipment_no": "CK0", "returned_date": "2026-09-30", "signed": True},
        {"shipment_no": "CK1", "returned_date": "2026-10-01", "signed": True},
        {"shipment_no": "CK2", "returned_date": "2026-10-20", "signed": False},
    ]
    order = ordered("SO1", order_date="2026-09-01")
    flow = beside(ask(tables(orders=[order], shipments=sold, slips=slips)).figures, "flow")
    assert flow["signed_share"] == (0, 50_000, -50_000)
    assert flow["return_days"] == (1000, 10_000, -9000)


# --- accepted at first drop --------------------------------------------------------------------


def dropped(*rows):
    names = ["kind", "document", "dropped_on", "accepted", "documents", "salesperson", "order_no"]
    table = pd.DataFrame([(*row, None, None)[: len(names)] for row in rows], columns=names)
    return checked(FirstDrops, table.assign(dropped_on=pd.to_datetime(table["dropped_on"])))


def test_documents_are_accepted_at_first_drop_in_all_and_by_salesperson():
    drops = dropped(
        ("orders", "SO1", "2026-09-30", True, 1),
        ("orders", "SO2", "2026-10-01", True, 1),
        ("orders", "SO3", "2026-10-31", False, 1),
        ("shipments", "CK1", "2026-10-05", True, 1),
        ("slips", "CK1\x1f红单", "2026-10-05", True, 1),
        ("payments", "SK1", "2026-10-05", True, 1),
        ("orders", "", "2026-10-05", False, 2),
        ("orders", "SO2", "2026-11-01", True, 1),
    )
    given = tables(
        orders=[
            ordered("SO1", salesperson="张 岚"),
            ordered("SO2", salesperson="张岚"),
            ordered("SO3", salesperson="李四"),
        ],
        shipments=[sent("CK1", "SO3", 1000)],
        payments=[{"receipt_no": "SK1", "customer_code": "C1", "amount_fen": 5}],
        customers=[{"customer_code": "C1", "customer_name": "甲", "salesperson": "李四"}],
    )
    found = ask(given, drops=drops).figures
    assert beside(found, "flow")["accepted_share"] == (57_100, 100_000, -42_900)
    assert beside(found, "salesperson") == {
        "张 岚": (100_000, 100_000, 0),
        "李四": (75_000, None, None),
        "未登记": (0, None, None),
    }


def test_a_confirmation_is_its_order_s_salesperson_s_and_a_slip_its_shipment_s_whatever_order_has_that_number():
    drops = dropped(("slips", "SO1\x1f确认书", "2026-10-01", True, 1), ("slips", "SO2\x1f红单", "2026-10-01", False, 1))
    orders = [ordered("SO1", salesperson="张岚"), ordered("SO2", salesperson="王五")]
    given = tables(orders=orders, shipments=[sent("SO2", "SO1", 1000)])
    assert beside(ask(given, drops=drops).figures, "salesperson") == {"张岚": (50_000, None, None)}


def test_a_document_still_held_back_is_the_ones_it_names_or_its_orders():
    drops = dropped(
        ("orders", "SO2", "2026-10-01", False, 1, "张岚", "SO2"),
        ("shipments", "CK1", "2026-10-05", False, 1, None, "SO1"),
        ("shipments", "CK2", "2026-10-05", False, 1, None, "SO9"),
        ("orders", "SO1", "2026-10-06", False, 1, "王五", "SO1"),
    )
    given = tables(orders=[ordered("SO1", salesperson="张岚")])
    assert {name: now for name, (now, _, _) in beside(ask(given, drops=drops).figures, "salesperson").items()} == {
        "张岚": 0,
        "未登记": 0,
    }


@examples(3)
@given(st.data())
def test_the_figures_of_today_are_those_that_the_other_sheets_show(data):
    day = st.dates(date(2026, 9, 1), date(2026, 10, 31)).map(str)
    numbers = st.sampled_from(["SO1", "SO2", "SO3"])
    status = st.sampled_from(["待审批", "已审批", "已驳回", "已取消"])
    orders = [
        ordered(number, order_date="2026-09-01", due_date=data.draw(day), review_status=data.draw(status))
        for number in ("SO1", "SO2", "SO3")
    ]
    sold = [
        sent(f"CK{n}", data.draw(numbers), data.draw(st.integers(1, 6)) * 1000, ship_date=data.draw(day))
        for n in range(data.draw(st.integers(0, 6)))
    ]
    slips = [
        {"shipment_no": row["shipment_no"], "returned_date": "2026-10-31", "signed": data.draw(st.booleans())}
        for row in sold
        if data.draw(st.booleans())
    ]
    found = ask(tables(orders=orders, shipments=sold, slips=slips))
    key = {name: value for name, (value, _, _) in beside(found.figures).items()}
    stages = found.orders["stage"].value_counts()
    assert key["open_orders"] == 3 - sum(stages.get(done, 0) for done in ("已完成", "已取消", "已驳回"))
    assert key["late_orders"] == found.orders["overdue_days"].notna().sum()
    assert key["slips_outstanding"] == len(found.outstanding)
    assert key["outstanding_amount"] == found.outstanding["amount_fen"].sum()
    bucket = found.outstanding["bucket"].value_counts()
    assert {
        name: value for name, (value, _, _) in beside(found.figures, "waiting").items() if value
    } == bucket.to_dict()
