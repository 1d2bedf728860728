"""签收: unsigned, late, short, not handed over, without a shipment."""

import pytest

from tests.reconcile.exceptions.tables import documents, found


def unsigned(**cells):
    return {"shipment_no": "CK1", "problem": "未签字", "waiting_days": 3, "amount_fen": 120_000} | cells


def missing(days, **cells):
    return {"shipment_no": "CK1", "waiting_days": days, "amount_fen": 120_000, "ship_date": "2026-11-01"} | cells


def state(**cells):
    return {"shipment_no": "CK1", "state": "未回", "settled": False} | cells


def back(**cells):
    return {"shipment_no": "CK1", "state": "已签", "settled": True, "returned_date": "2026-11-10"} | cells


def test_a_red_slip_back_without_signature_is_high_and_names_whom_to_ask():
    rows = found("E101", outstanding=[unsigned()], slip_states=[state(state="未签", returned_date="2026-11-10")])
    (row,) = rows.to_dict("records")
    assert (row["document_no"], row["level"], row["amount_fen"], row["days"]) == ("CK1", "高", 120_000, 3)
    assert (row["responsible"], row["customer_code"]) == ("司机甲", "C001")
    assert row["facts"]["returned_date"] == "2026-11-10"


def test_a_slip_not_back_is_not_an_unsigned_one_and_a_waybill_never_is():
    assert documents("E101", outstanding=[missing(9)], slip_states=[state()]) == []
    assert documents("E101", outstanding=[unsigned(slip_type="运单")], slip_states=[state(slip_type="运单")]) == []


@pytest.mark.parametrize(("days", "level"), [(7, None), (8, "中"), (29, "中"), (30, "高")])
def test_a_slip_is_late_from_the_eighth_day_and_high_from_the_thirtieth(days, level):
    rows = found("E102", outstanding=[missing(days)])
    assert rows["level"].tolist() == ([level] if level else [])


def test_a_slip_that_came_back_unsigned_is_not_late_as_well():
    assert documents("E102", outstanding=[unsigned(waiting_days=40)]) == []


@pytest.mark.parametrize(("promised", "late"), [("2026-11-19", ["CK1"]), ("2026-11-20", []), ("2026-11-21", [])])
def test_a_slip_promised_for_a_day_not_yet_passed_waits(promised, late):
    assert documents("E102", outstanding=[missing(9, promise=promised)]) == late


def test_both_slips_of_a_shipment_are_one_exception_with_the_amount_once():
    both = [missing(9), missing(9, slip_type="运单", amount_fen=None)]
    rows = found("E102", outstanding=both)
    (row,) = rows.to_dict("records")
    assert (row["amount_fen"], row["days"], row["facts"]["slips"]) == (120_000, 9, "红单\u001f运单")


def test_a_promise_for_one_slip_does_not_cover_the_other():
    both = [missing(9, promise="2026-11-25"), missing(9, slip_type="运单", amount_fen=None)]
    (row,) = found("E102", outstanding=both).to_dict("records")
    assert row["facts"]["slips"] == "运单"


def test_a_missing_waybill_is_late_although_the_red_slip_is_unsigned():
    both = [unsigned(waiting_days=9), missing(9, slip_type="运单", amount_fen=None)]
    states = [state(state="未签"), state(slip_type="运单")]
    assert documents("E102", outstanding=both, slip_states=states) == ["CK1"]
    assert documents("E101", outstanding=both, slip_states=states) == ["CK1"]


def to_confirm(days, **cells):
    """An order whose signed confirmation is chased."""
    base = {"shipment_no": "SO1", "slip_type": "确认书", "waiting_days": days, "ship_date": None, "amount_fen": None}
    return base | {"responsible": "张三"} | cells


@pytest.mark.parametrize(("days", "level"), [(7, None), (8, "中"), (29, "中"), (30, "高")])
def test_a_confirmation_is_late_by_the_same_days_since_its_approval(days, level):
    rows = found("E102", outstanding=[to_confirm(days)])
    assert rows["level"].tolist() == ([level] if level else [])


def test_a_late_confirmation_is_its_order_s_and_names_the_day_of_the_approval_and_the_salesperson():
    (row,) = found("E102", outstanding=[missing(9), to_confirm(9)]).to_dict("records")[1:]
    assert (row["document_no"], row["responsible"], row["days"]) == ("SO1", "张三", 9)
    assert row["facts"] == {"of_order": "SO1", "approved_on": "2026-11-11", "slips": "确认书"}


def test_a_confirmation_that_came_back_unsigned_is_late_too_as_it_is_no_red_slip():
    unsigned_one = to_confirm(8, problem="未签字")
    assert documents("E102", outstanding=[unsigned_one]) == ["SO1"]
    assert documents("E101", outstanding=[unsigned_one]) == []


def test_a_confirmation_promised_for_a_day_not_yet_passed_waits():
    assert documents("E102", outstanding=[to_confirm(9, promise="2026-11-20")]) == []
    assert documents("E102", outstanding=[to_confirm(9, promise="2026-11-19")]) == ["SO1"]


def test_under_a_number_of_a_shipment_and_an_order_it_is_the_late_shipment_that_is_told():
    (row,) = found("E102", outstanding=[missing(9, shipment_no="SO1"), to_confirm(40)]).to_dict("records")
    assert (row["days"], row["level"], "of_order" in row["facts"]) == (9, "中", False)
    (row,) = found("E102", outstanding=[missing(7, shipment_no="SO1"), to_confirm(40)]).to_dict("records")
    assert (row["days"], row["facts"]["of_order"]) == (40, "SO1")


def test_a_confirmation_is_astray_where_its_order_is_not_on_file_whatever_shipments_are_called():
    slip = {"shipment_no": "SO1", "slip_type": "确认书", "returned_date": "2026-11-10", "signed": True}
    on_file = {"orders": [{"order_no": "SO1"}]}
    assert documents("E403", slips=[slip], **on_file) == []
    assert documents("E403", slips=[slip | {"slip_type": "红单"}], **on_file) == ["SO1"]
    (row,) = found("E403", slips=[slip], shipments=[{"shipment_no": "SO1"}]).to_dict("records")
    assert (row["document_no"], row["facts"]["slips"], row["facts"]["of_order"]) == ("SO1", "确认书", "SO1")


def test_of_one_number_under_which_a_slip_and_a_confirmation_are_astray_both_are_named():
    slips = [
        {"shipment_no": "X1", "slip_type": kind, "returned_date": "2026-11-10", "signed": True}
        for kind in ("确认书", "红单")
    ]
    (row,) = found("E403", slips=slips).to_dict("records")
    assert (row["facts"]["slips"], "of_order" in row["facts"]) == ("确认书\u001f红单", False)
    assert row["source"] == "slips.xlsx Sheet1!2,3"
    (row,) = found("E403", slips=slips, orders=[{"order_no": "X1"}]).to_dict("records")
    assert (row["facts"]["slips"], row["source"]) == ("红单", "slips.xlsx Sheet1!3")
    (row,) = found("E403", slips=slips, shipments=[{"shipment_no": "X1"}]).to_dict("records")
    assert (row["facts"]["slips"], row["facts"]["of_order"]) == ("确认书", "X1")


def signed_for(received, *, product="P1", shipped=(10_000,), slip=back, **cells):
    lines = [
        {"shipment_no": "CK1", "line_no": n, "quantity_e3": quantity, "driver": "司机甲"} | cells
        for n, quantity in enumerate(shipped, start=1)
    ]
    stated = {"shipment_no": "CK1", "returned_date": "2026-11-10", "signed": True}
    return {
        "shipped": lines,
        "slips": [stated | {"product_code": product, "received_quantity_e3": received}],
        "slip_states": [slip()],
        "entries": [{"kind": "签收短少", "shipment_no": "CK1", "receivable_fen": -3_000}],
    }


@pytest.mark.parametrize(("received", "short"), [(10_000, []), (9_999, ["CK1"]), (0, ["CK1"]), (None, [])])
def test_a_signed_slip_that_states_less_than_was_shipped_is_short(received, short):
    assert documents("E103", **signed_for(received)) == short


def test_what_a_shortage_takes_off_the_account_is_at_stake():
    (row,) = found("E103", **signed_for(7_500)).to_dict("records")
    assert (row["amount_fen"], row["facts"]["short"], row["responsible"]) == (3_000, "2.5", "司机甲")


def test_a_quantity_is_compared_with_the_total_of_its_product():
    assert documents("E103", **signed_for(10_000, shipped=(6_000, 4_000))) == []
    assert documents("E103", **signed_for(6_000, shipped=(6_000, 4_000))) == ["CK1"]


def test_a_quantity_without_a_product_speaks_for_the_only_product():
    assert documents("E103", **signed_for(9_000, product=None)) == ["CK1"]
    assert documents("E103", **signed_for(10_000, product=None)) == []


def test_a_quantity_without_a_product_says_nothing_where_the_shipment_has_two():
    given = signed_for(1_000, product=None)
    given["shipped"].append({"shipment_no": "CK1", "line_no": 2, "product_code": "P2", "quantity_e3": 5_000})
    assert documents("E103", **given) == []


def test_an_unsigned_slip_is_never_short():
    given = signed_for(1_000, slip=lambda: state(state="未签"))
    given["slips"][0]["signed"] = False
    assert documents("E103", **given) == []


def handed_over(day, returned="2026-11-10", **cells):
    return {
        "slip_states": [back(returned_date=returned, handed_over_date=day, has_handed_over_date=True, **cells)],
        "shipped": [{"shipment_no": "CK1"}],
    }


@pytest.mark.parametrize(("day", "late"), [("2026-11-13", []), ("2026-11-14", ["CK1"])])
def test_a_slip_handed_over_after_the_third_day_is_late(day, late):
    assert documents("E104", **handed_over(day)) == late


@pytest.mark.parametrize(("returned", "late"), [("2026-11-17", []), ("2026-11-16", ["CK1"])])
def test_a_slip_not_handed_over_yet_is_late_from_the_fourth_day(returned, late):
    rows = found("E104", **handed_over(None, returned))
    assert rows["document_no"].tolist() == late
    assert rows["days"].tolist() == [4] * len(late)


def test_a_handing_over_after_the_day_of_the_run_has_not_happened():
    (row,) = found("E104", **handed_over("2026-11-25", "2026-11-10")).to_dict("records")
    assert (row["days"], row["facts"]["handed_over_date"]) == (10, "")


def test_handing_over_is_judged_only_for_signed_red_slips_of_sheets_with_that_column():
    given = handed_over(None)
    given["slip_states"][0]["has_handed_over_date"] = False
    assert documents("E104", **given) == []
    assert documents("E104", **handed_over(None, slip_type="运单")) == []
    assert documents("E104", **handed_over(None, state="未签")) == []


def test_a_slip_of_a_shipment_not_on_file_is_told_once_with_its_rows():
    slips = [
        {"shipment_no": "CK9", "returned_date": "2026-11-10", "signed": True},
        {"shipment_no": "CK9", "slip_type": "运单", "returned_date": "2026-11-10", "signed": True},
        {"shipment_no": "CK1", "returned_date": "2026-11-10", "signed": True},
    ]
    (row,) = found("E403", slips=slips, shipments=[{"shipment_no": "CK1"}]).to_dict("records")
    assert (row["document_no"], row["level"], row["source"]) == ("CK9", "中", "slips.xlsx Sheet1!2,3")
    assert row["facts"]["slips"] == "红单\u001f运单"


def test_a_slip_handed_over_on_the_day_itself_is_handed_over():
    state = {"shipment_no": "CK1", "state": "已签", "returned_date": "2026-11-10", "has_handed_over_date": True}
    given = {"shipped": [{"shipment_no": "CK1"}]}
    (today,) = found("E104", slip_states=[state | {"handed_over_date": "2026-11-20"}], **given)["facts"]
    (later,) = found("E104", slip_states=[state | {"handed_over_date": "2026-11-21"}], **given)["facts"]
    assert (today["handed_over_date"], later["handed_over_date"]) == ("2026-11-20", "")
