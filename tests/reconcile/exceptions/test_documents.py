"""单据: the same document in two files."""

from tests.reconcile.exceptions.tables import documents, found

CONFLICT = {"kind": "orders", "document": "SO1", "files": "a.xlsx; b.xlsx", "winner": "b.xlsx"}
ROWS = [
    {"kind": "orders", "document": "SO1", "file": file, "sheet": "订单", "row": row}
    for file, row in (("a.xlsx", 2), ("b.xlsx", 5), ("b.xlsx", 6))
]


def test_a_document_told_differently_by_two_files_names_both_and_the_one_that_counts():
    given = {"conflicts": [CONFLICT], "conflict_rows": ROWS, "order_status": [{"order_no": "SO1"}]}
    (row,) = found("E901", **given).to_dict("records")
    assert (row["document_no"], row["customer_code"], row["level"]) == ("SO1", "C001", "中")
    assert row["facts"] == {"kinds": "orders", "files": "a.xlsx\u001fb.xlsx", "winner": "b.xlsx"}
    assert row["source"] == "a.xlsx 订单!2; b.xlsx 订单!5-6"


def test_a_document_that_is_not_on_file_on_the_day_is_left_out():
    assert documents("E901", conflicts=[CONFLICT], conflict_rows=ROWS) == []
