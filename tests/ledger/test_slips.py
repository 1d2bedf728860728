"""Which slip counts of several, and which one states more than was shipped."""

import pytest

from tests.ledger.made import Office, lines, report, shipment, slip

RECEIVED = "received_quantity_e3"


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


def returned(current):
    return [(row[0], row[2]) for row in lines(current, "slips")]


# --- a return, a promise


@pytest.mark.parametrize("first_is_the_promise", [True, False])
def test_a_return_beats_a_promise_whichever_was_dropped_later(office, first_is_the_promise):
    back, promised = slip("CK1"), slip("CK1", promised="2026-11-05")
    office.drop("a.xlsx", promised if first_is_the_promise else back)
    current = office.drop("b.xlsx", back if first_is_the_promise else promised)
    assert current.tables["slips"]["returned_date"].notna().tolist() == [True]


def test_of_two_returns_the_later_drop_counts_and_that_is_no_conflict(office):
    office.drop("a.xlsx", slip("CK1", signed=False))
    current = office.drop("b.xlsx", slip("CK1", signed=True))
    assert current.tables["slips"]["signed"].tolist() == [True]
    assert current.conflicts.empty


def test_of_two_promises_the_later_drop_counts(office):
    office.drop("a.xlsx", slip("CK1", promised="2026-11-05"))
    current = office.drop("b.xlsx", slip("CK1", promised="2026-11-09"))
    assert str(current.tables["slips"]["promised_date"][0].date()) == "2026-11-09"


def test_a_promise_in_the_newer_version_of_its_own_file_replaces_the_return_there(office):
    office.drop("a.xlsx", slip("CK1"))
    current = office.drop("a.xlsx", slip("CK1", promised="2026-11-05"))
    assert current.tables["slips"]["returned_date"].isna().all()


# --- a column that is there, though blank


def with_column(found):
    """The slip as a sheet with a blank 交单日期 tells it."""
    return found | {"rows": [row | {"has_handed_over_date": True} for row in found["rows"]]}


@pytest.mark.parametrize("first_has_the_column", [True, False])
def test_a_slip_that_two_sheets_tell_alike_has_the_columns_of_both(office, first_has_the_column):
    first, second = (slip("CK1"), with_column(slip("CK1")))[:: -1 if first_has_the_column else 1]
    office.drop("a.xlsx", first)
    current = office.drop("b.xlsx", second)
    assert current.tables["slips"]["has_handed_over_date"].tolist() == [True]
    assert current.tables["slips"]["file"].tolist() == ["a.xlsx"]


def test_a_sheet_that_tells_another_slip_or_another_content_adds_no_column(office):
    office.drop("a.xlsx", with_column(slip("CK1", signed=False)), with_column(slip("CK2")))
    current = office.drop("b.xlsx", slip("CK1"), slip("CK3"))
    told = current.tables["slips"].set_index("shipment_no")["has_handed_over_date"]
    assert told.to_dict() == {"CK1": False, "CK2": True, "CK3": False}


# --- received ≤ shipped


@pytest.mark.parametrize(("received", "accepted"), [(10_000, True), (10_001, False), (0, True), (None, True)])
def test_a_slip_may_state_what_was_shipped_and_not_a_thousandth_more(office, received, accepted):
    office.drop("ship.xlsx", shipment("CK1", products={"P1": 10}))
    current = office.drop("slips.xlsx", slip("CK1", {"P1": received}))
    assert bool(lines(current, "slips")) is accepted


def test_a_slip_that_states_more_is_held_back_and_its_cell_says_how_much_was_shipped(office):
    office.drop("ship.xlsx", shipment("CK1", products={"P1": 10}))
    current = office.drop("slips.xlsx", slip("CK1", {"P1": 10_500}), slip("CK2"), columns={RECEIVED: 6})
    assert returned(current) == [("CK2\x1f红单", "slips.xlsx")]
    assert report(current)[1] == ("slips.xlsx", "回单", "部分退回", 2, 1, 1, 0, 0)
    (problem,) = current.problems["slips.xlsx"]
    assert (problem.code, problem.cell, problem.typed) == ("received_more_than_shipped", "F2", "10.5")
    assert (problem.field, problem.document) == ("实收数量", "CK1\x1f红单")
    assert problem.params == (("shipped", "10"),)
    assert not problem.still_counts


def test_a_slip_of_a_product_that_is_not_in_the_shipment_was_shipped_nothing_of_it(office):
    office.drop("ship.xlsx", shipment("CK1", products={"P1": 10}))
    current = office.drop("slips.xlsx", slip("CK1", {"P2": 1}))
    assert dict(current.problems["slips.xlsx"][0].params) == {"shipped": "0"}


def test_lines_of_one_product_in_a_shipment_are_added_up(office):
    two = shipment("CK1", products={"P1": 10})
    two["rows"].append(two["rows"][0] | {"line_no": 2})
    office.drop("ship.xlsx", two)
    assert lines(office.drop("slips.xlsx", slip("CK1", {"P1": 20_000})), "slips")


@pytest.mark.parametrize(
    ("products", "accepted"), [({"P1": 10}, False), ({"": 10}, False), ({"P1": 10, "P2": 1}, True)]
)
def test_without_a_code_a_slip_is_judged_where_the_shipment_has_one_product(office, products, accepted):
    office.drop("ship.xlsx", shipment("CK1", products=products))
    current = office.drop("slips.xlsx", slip("CK1", {"": 11_000}))
    assert bool(lines(current, "slips")) is accepted


@pytest.mark.parametrize(
    ("received", "code"),
    [(10_999, "received_of_which_product"), (11_000, None), (11_001, "received_more_than_shipped")],
)
def test_without_a_code_less_than_all_of_several_products_is_held_back_for_nobody_knows_of_which(
    office, received, code
):
    office.drop("ship.xlsx", shipment("CK1", products={"P1": 10, "P2": 1}))
    current = office.drop("slips.xlsx", slip("CK1", {"": received}))
    assert [problem.code for problem in current.problems.get("slips.xlsx", ())] == ([code] if code else [])


def test_a_slip_that_nobody_signed_is_back_unsigned_whatever_it_states_as_received(office):
    office.drop("ship.xlsx", shipment("CK1", products={"P1": 10, "P2": 1}))
    current = office.drop("slips.xlsx", slip("CK1", {"": 10_999}, signed=False))
    assert current.problems == {} and len(lines(current, "slips")) == 1


def test_a_code_is_taken_for_the_only_product_that_a_shipment_names_without_one(office):
    office.drop("ship.xlsx", shipment("CK1", products={"": 10}))
    office.save("fits.xlsx", slip("CK1", {"P1": 10_000}))
    current = office.drop("too_much.xlsx", slip("CK1", {"P1": 11_000}))
    assert returned(current) == [("CK1\x1f红单", "fits.xlsx")]


def test_a_slip_whose_shipment_is_not_on_file_is_not_judged(office):
    assert lines(office.drop("slips.xlsx", slip("CK9", {"P1": 99_000})), "slips")


def test_the_shipment_that_counts_is_the_one_that_a_slip_is_judged_by(office):
    office.drop("a.xlsx", shipment("CK1", products={"P1": 10}))
    assert not lines(office.drop("slips.xlsx", slip("CK1", {"P1": 12_000})), "slips")
    current = office.drop("b.xlsx", shipment("CK1", products={"P1": 12}))
    assert lines(current, "slips")
    assert current.problems == {}


def test_a_slip_that_states_too_much_in_a_newer_version_stays_as_last_accepted(office):
    office.drop("ship.xlsx", shipment("CK1", products={"P1": 10}))
    office.drop("slips.xlsx", slip("CK1", {"P1": 9_000}))
    current = office.drop("slips.xlsx", slip("CK1", {"P1": 11_000}))
    assert current.tables["slips"][RECEIVED].tolist() == [9_000]
    assert current.problems["slips.xlsx"][0].still_counts


def test_a_slip_that_states_too_much_is_no_rival_of_another_files_slip(office):
    office.drop("ship.xlsx", shipment("CK1", products={"P1": 10}))
    office.drop("a.xlsx", slip("CK1", {"P1": 9_000}))
    current = office.drop("b.xlsx", slip("CK1", {"P1": 11_000}))
    assert returned(current) == [("CK1\x1f红单", "a.xlsx")]


def test_a_slip_that_states_too_much_version_after_version_is_held_back_once(office):
    office.drop("ship.xlsx", shipment("CK1", products={"P1": 10}))
    office.drop("slips.xlsx", slip("CK1", {"P1": 11_000}))
    current = office.drop("slips.xlsx", slip("CK1", {"P1": 12_000}))
    assert report(current)[1] == ("slips.xlsx", "回单", "全部退回", 1, 0, 1, 0, 0)
    assert [problem.typed for problem in current.problems["slips.xlsx"]] == ["12"]


def test_rows_that_repeat_a_slip_held_back_stay_repeats(office):
    office.drop("ship.xlsx", shipment("CK1", products={"P1": 10}))
    over = {"P1": 11_000}
    current = office.drop("slips.xlsx", slip("CK1", over), slip("CK1", over, sheet="张师傅", state="repeat"))
    assert [row[4:] for row in report(current)[1:]] == [(0, 1, 0, 0), (0, 0, 1, 0)]
