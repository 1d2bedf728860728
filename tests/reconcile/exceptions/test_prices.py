"""价格: below policy, without a policy, gifts off policy, shipped without a price."""

import pytest

from tests.reconcile.exceptions.tables import documents, found


def ordered(*lines, channel="经销", **order):
    return {
        "order_status": [{"order_no": "SO1", "order_date": "2026-11-02"} | order],
        "order_lines": [{"line_no": n, "unit_price_e4": 100_000} | line for n, line in enumerate(lines, start=1)],
        "parties": [{"channel": channel}],
    }


def policy(**cells):
    return {"product_code": "P1", "unit_price_e4": 100_000} | cells


@pytest.mark.parametrize(("price", "below"), [(100_000, []), (99_999, ["SO1"]), (0, ["SO1"]), (100_001, [])])
def test_a_price_below_the_policy_is_told_and_one_at_it_is_not(price, below):
    assert documents("E301", prices=[policy()], **ordered({"unit_price_e4": price})) == below


def test_what_the_goods_would_fetch_more_is_at_stake():
    lines = ({"unit_price_e4": 95_000, "quantity_e3": 10_000}, {"unit_price_e4": 99_900, "quantity_e3": 1_500})
    (row,) = found("E301", prices=[policy()], **ordered(*lines)).to_dict("records")
    assert (row["amount_fen"], row["level"], row["responsible"]) == (502, "高", "业务一")  # 5.00 + 0.015, rounded up
    assert (row["facts"]["unit_price"], row["facts"]["policy_price"]) == ("9.50", "10.00")


def test_a_gift_is_not_below_the_policy():
    assert documents("E301", prices=[policy()], **ordered({"unit_price_e4": 0, "is_gift": True})) == []


@pytest.mark.parametrize("status", ["已取消", "已驳回"])
def test_a_cancelled_or_rejected_order_raises_no_price_exception(status):
    given = ordered({"unit_price_e4": 1}, {"product_code": "P9"}, {"is_gift": True}, review_status=status)
    prices = [policy(gift_buy=10, gift_free=1)]
    assert [documents(code, prices=prices, **given) for code in ("E301", "E302", "E303")] == [[], [], []]


def test_a_pending_order_raises_them():
    given = ordered({"unit_price_e4": 1}, review_status="待审批")
    assert documents("E301", prices=[policy()], **given) == ["SO1"]


@pytest.mark.parametrize(
    ("valid", "below"),
    [
        ({"valid_from": "2026-11-02"}, ["SO1"]),
        ({"valid_from": "2026-11-03"}, []),
        ({"valid_to": "2026-11-02"}, ["SO1"]),
        ({"valid_to": "2026-11-01"}, []),
    ],
)
def test_a_policy_is_in_force_from_its_first_day_to_its_last(valid, below):
    given = ordered({"unit_price_e4": 1}, order_date="2026-11-02")
    assert documents("E301", prices=[policy(**valid)], **given) == below


def test_the_channels_own_policy_counts_before_one_for_every_channel_even_a_later_one():
    prices = [policy(channel="经销", unit_price_e4=90_000), policy(valid_from="2026-06-01")]
    assert documents("E301", prices=prices, **ordered({"unit_price_e4": 90_000})) == []
    assert documents("E301", prices=prices, **ordered({"unit_price_e4": 90_000}, channel="零售")) == ["SO1"]
    assert documents("E301", prices=prices, **ordered({"unit_price_e4": 90_000}, channel=None)) == ["SO1"]


def test_of_two_policies_in_force_the_latest_counts():
    prices = [policy(unit_price_e4=80_000, valid_from="2026-06-01"), policy(unit_price_e4=100_000)]
    assert documents("E301", prices=prices, **ordered({"unit_price_e4": 80_000})) == []
    assert documents("E301", prices=prices[::-1], **ordered({"unit_price_e4": 80_000})) == []


def test_another_channels_policy_is_none():
    given = ordered({"unit_price_e4": 1})
    assert documents("E301", prices=[policy(channel="零售")], **given) == []
    assert documents("E302", prices=[policy(channel="零售")], **given) == ["SO1"]


def test_channels_are_compared_after_normalising():
    assert documents(
        "E301", prices=[policy(channel="Ａ级 经销")], **ordered({"unit_price_e4": 1}, channel="A级经销")
    ) == ["SO1"]


def test_a_product_without_a_policy_is_told_only_where_any_policy_is_on_file():
    given = ordered({"product_code": "P9", "amount_fen": 5_000})
    assert documents("E302", **given) == []
    (row,) = found("E302", prices=[policy()], **given).to_dict("records")
    assert (row["document_no"], row["amount_fen"], row["level"]) == ("SO1", 5_000, "低")


def test_a_gift_and_a_product_without_a_code_need_no_policy():
    given = ordered({"product_code": "P9", "is_gift": True}, {"product_code": None})
    assert documents("E302", prices=[policy()], **given) == []


def gifts(paid, gift, **cells):
    lines = [{"quantity_e3": paid * 1000}] if paid else []
    lines += [{"quantity_e3": gift * 1000, "is_gift": True, "unit_price_e4": 0}] if gift else []
    return ordered(*lines) | {"prices": [policy(gift_buy=10, gift_free=2, **cells)]}


@pytest.mark.parametrize(
    ("paid", "gift", "off"),
    [
        (9, 0, []),
        (9, 1, ["SO1"]),
        (10, 2, []),
        (10, 0, ["SO1"]),
        (19, 2, []),
        (20, 4, []),
        (20, 5, ["SO1"]),
        (0, 1, ["SO1"]),
    ],
)
def test_gifts_are_what_the_policy_gives_for_each_full_n(paid, gift, off):
    assert documents("E303", **gifts(paid, gift)) == off


def test_the_difference_at_policy_prices_is_at_stake():
    (row,) = found("E303", **gifts(20, 5)).to_dict("records")
    assert (row["amount_fen"], row["level"]) == (1_000, "中")
    assert (row["facts"]["paid"], row["facts"]["due"], row["facts"]["gift"]) == ("20", "4", "5")
    assert found("E303", **gifts(20, 3))["amount_fen"].tolist() == [1_000]


def test_paid_lines_of_a_product_are_added_up():
    lines = ({"quantity_e3": 6_000}, {"quantity_e3": 4_000}, {"quantity_e3": 2_000, "is_gift": True})
    assert documents("E303", prices=[policy(gift_buy=10, gift_free=2)], **ordered(*lines)) == []


def test_a_policy_without_a_gift_rule_judges_no_gifts():
    lines = ({"quantity_e3": 6_000}, {"quantity_e3": 2_000, "is_gift": True})
    assert documents("E303", prices=[policy()], **ordered(*lines)) == []


def unpriced(**cells):
    return {"shipment_no": "CK1", "price_known": False} | cells


def test_a_shipped_line_without_a_price_is_told_without_an_amount():
    rows = found("E304", shipped=[unpriced(), {"shipment_no": "CK2"}])
    assert rows["document_no"].tolist() == ["CK1"]
    assert rows["level"].tolist() == ["高"]
    assert rows["amount_fen"].isna().all()


def test_a_gift_needs_no_price():
    assert documents("E304", shipped=[unpriced(is_gift=True)]) == []
