"""The figures that a manager looks at first."""

from schemas.choices import Stage, WaitingBucket
from schemas.sentences.figures import FIGURES, GROUPS
from tests.reconcile.asked import ask
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
    assert list(dict.fromkeys(found["group"])) == list(GROUPS)
    by_group = found.groupby("group")["figure"].agg(list)
    assert by_group["key"] == list(FIGURES)
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
        "late_orders": 1, "slips_outstanding": 2, "outstanding_amount": 1000, "return_rate": 33300,
        "advanced_freight": 300, "own_freight": 200,
    }  # fmt: skip
    assert found["stage", "部分发货"] == found["stage", "已完成"] == found["stage", "已取消"] == 1
    assert (found["waiting", "30以上"], found["waiting_amount", "30以上"]) == (2, 1000)
    assert (found["month", "2026-09"], found["month", "2026-10"], found["month", "2026-05"]) == (300, 500, 0)


def test_without_a_slip_that_is_needed_the_return_rate_is_100_percent():
    assert figures()["key", "return_rate"] == 100_000
