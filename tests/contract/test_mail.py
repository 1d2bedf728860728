"""`hongdan mail` in an office of two customers, a salesperson, a driver and a carrier."""

import io
import json
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import openpyxl
import pytest

from tests.contract.office import Office

AS_OF = "2026-11-05"
ORDERS = ["订单号", "下单日期", "客户编码", "业务员", "品名", "数量", "单价"]
SHIPMENTS = ["出库单号", "发货日期", "订单号", "客户编码", "品名", "数量", "单价", "送货方式", "司机", "物流公司"]
MASTER = ["客户编码", "客户名称", "联系电话", "邮箱"]
SETTINGS = """
[company]
name = "示例公司"
[mail]
sender = "finance@example.com"
finance = ["finance@example.com"]
managers = ["boss@example.com"]
[mail.salespeople]
"张岚" = ["zhang@example.com"]
[mail.responsible]
"王师傅" = ["wang@example.com"]
"顺达物流" = ["ops@example.net", "desk@example.net"]
"""


@pytest.fixture(scope="module")
def mailed(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office after a run and a mailing."""
    office = Office(tmp_path_factory.mktemp("mailed"))
    (office.root / "hongdan.toml").write_text(SETTINGS, encoding="utf-8")
    office.drop(
        "资料.xlsx",
        {"客户资料": [MASTER, ["C1", "甲公司", "1", "a@c1.example"], ["C2", "乙公司", "2", "b@c2.example"]]},
    )
    office.drop("单据.xlsx", sheets())
    office.run(AS_OF)
    assert office.hongdan("mail").exit_code == 0
    return office


def sheets(price: int = 10) -> dict[str, list[list[Any]]]:
    """An order and a shipment of each customer."""
    orders = [["SO1", "2026-10-01", "C1", "张岚", "合页", 5, price], ["SO2", "2026-10-02", "C2", "张岚", "拉手", 3, 20]]
    shipped = [
        ["CK1", "2026-10-05", "SO1", "C1", "合页", 5, price, "送货", "王师傅", None],
        ["CK2", "2026-10-06", "SO2", "C2", "拉手", 3, 20, "物流", None, "顺达物流"],
    ]
    return {"订单": [ORDERS, *orders], "出库单": [SHIPMENTS, *shipped]}


def drafts(office: Office) -> dict[str, EmailMessage]:
    """The drafts that lie in the outbox, by kind and recipient."""
    found = {}
    for path in (office.root / "outbox" / "邮件").glob("*.eml"):
        read = message_from_bytes(path.read_bytes(), policy=default)
        found[f"{path.name.split('_')[0]} {read['To']}"] = read
    return found


def book_in(message: EmailMessage) -> openpyxl.Workbook:
    """The first workbook that a message carries."""
    part = next(iter(message.iter_attachments()))
    return openpyxl.load_workbook(io.BytesIO(part.get_content()))


def cells(book: openpyxl.Workbook) -> set[str]:
    return {str(v) for page in book for row in page.iter_rows(values_only=True) for v in row if v is not None}


def test_everybody_has_a_draft_and_nobody_more_than_one(mailed: Office):
    assert sorted(drafts(mailed)) == [
        "业务员 zhang@example.com",
        "催收 desk@example.net",
        "催收 ops@example.net",
        "催收 wang@example.com",
        "对账单 a@c1.example",
        "对账单 b@c2.example",
        "对账汇总 finance@example.com",
        "异常报告 boss@example.com",
    ]


def test_a_customers_draft_carries_its_own_statement_as_it_lies_in_the_outbox_and_nothing_of_another(mailed: Office):
    found = drafts(mailed)
    for to, code, others in (
        ("a@c1.example", "C1_甲公司", {"CK2", "乙公司"}),
        ("b@c2.example", "C2_乙公司", {"CK1", "甲公司"}),
    ):
        message = found[f"对账单 {to}"]
        (part,) = message.iter_attachments()
        assert part.get_content() == (mailed.root / f"outbox/对账单/2026-10/{code}.xlsx").read_bytes()
        told = cells(book_in(message)) | {message.as_string()}
        assert not any(other in text for other in others for text in told)


def test_a_second_run_and_mailing_change_nothing(mailed: Office):
    before = mailed.outbox()
    mailed.run(AS_OF)
    assert mailed.hongdan("mail").exit_code == 0
    assert mailed.outbox() == before


@pytest.fixture(scope="module")
def later(mailed: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The same office when the driver has sent the sheet back filled in, and a price was corrected."""
    office = mailed.moved_to(tmp_path_factory.mktemp("later") / "office")
    book = book_in(drafts(office)["催收 wang@example.com"])
    (page,) = book.worksheets
    header = next(row for row in page.iter_rows() if row[0].value == "出库单号")
    columns = {cell.value: cell.column for cell in header}
    for label, value in (("回单日期", "2026-11-04"), ("是否签字", "是")):
        page.cell(header[0].row + 1, columns[label], value)
    place = office.root / "inbox" / "回单" / "王师傅1105.xlsx"
    place.parent.mkdir()
    book.save(place)
    office.touched(place)
    office.drop("单据.xlsx", sheets(price=11))
    office.run(AS_OF)
    return office


def test_the_chase_sheet_of_a_driver_is_theirs_alone_and_dropped_back_it_is_the_return(mailed: Office, later: Office):
    assert "CK2" not in cells(book_in(drafts(mailed)["催收 wang@example.com"]))
    assert {row["出库单号"] for row in later.table("未收回单据.xlsx", "未收回单据", "出库单号")} == {"CK2"}
    assert not (later.root / "outbox/按责任人/王师傅.xlsx").exists()


def test_corrected_figures_make_a_draft_that_says_so_and_what_is_over_goes(later: Office):
    told = json.loads(later.hongdan("mail", "--json").output)
    found = {one["to"]: (one["correction"], one["outcome"], one["subject"]) for one in told["messages"]}
    assert found["a@c1.example"] == (True, "drafted", "更正：示例公司 2026-10 对账单：甲公司")
    assert found["b@c2.example"] == (False, "unchanged", "示例公司 2026-10 对账单：乙公司")
    assert "催收 wang@example.com" not in drafts(later)


def test_a_document_held_back_keeps_statements_at_home_until_the_month_is_closed(mailed: Office, tmp_path):
    office = mailed.moved_to(tmp_path / "held")
    held = sheets()
    held["出库单"].append(["CK3", "2026-10-09", "SO1", "C1", "合页", "坏", 10, "送货", "王师傅", None])
    office.drop("单据.xlsx", held)
    office.run(AS_OF)
    told = office.hongdan("mail").output
    assert "对账单" not in {name.split()[0] for name in drafts(office)}
    assert "hongdan close 2026-10 --anyway" in told
    assert office.hongdan("close", "2026-10", "--anyway", "--as-of", AS_OF).exit_code == 0
    office.hongdan("mail")
    assert "对账单 a@c1.example" in drafts(office)


def test_the_wrong_words_of_a_letter_end_with_3_and_name_file_and_placeholder(mailed: Office, tmp_path):
    office = mailed.moved_to(tmp_path / "worded")
    (office.root / "邮件模板").mkdir()
    (office.root / "邮件模板" / "催收.txt").write_text("主题：{司机}\n", encoding="utf-8")
    told = office.hongdan("mail", "--dry-run")
    assert told.exit_code == 3
