"""Chapter 7 of the contract: what the commands print, and how they end."""

import json
import re
import subprocess
import sys
from typing import Any

import openpyxl
import pytest
from filelock import FileLock

from schemas.registry import SHEETS
from tests.contract.office import Office, Row, rows_under
from tests.report.strict_page import strict

H = ["订单号", "下单日期", "客户编码", "品名", "数量", "单价"]
GOOD = [H, ["S1", "2026-10-01", "C1", "合页", 1, 3]]
BAD = [H, ["S2", "2026-10-01", "C1", "合页", 0, 3]]
KINDS = ["订单", "出库单", "回单", "收款", "退货", "客户资料", "价格政策"]


def one_json(text: str) -> Any:
    """The one document on standard output."""
    return json.loads(text)


def records(office: Office) -> dict[str, Row]:
    rows = office.table("收件记录.xlsx", "收件记录", "文件")
    return {str(r["文件"]): r for r in rows if r["类型"]}


@pytest.mark.parametrize(
    "words",
    [
        ("fly",), ("run", "--as-of", "yesterday"), ("run", "--as-of", "2026-02-30"), ("run", "--month", "2026-13"),
        ("run", "--month", "十月"), ("run", "--as-of", "26-11-05"), ("check",), ("check", "没有.xlsx"),
        ("template", "发票"), ("withdraw", "没有.xlsx"),
        ("trace", "没有"), ("trace",), ("run", "--fast"), ("demo", "--orders", "-1"), ("demo", "--orders", "many"),
    ],
)  # fmt: skip
def test_wrong_usage_and_unknown_names_end_with_2_and_write_nothing(office: Office, words: tuple[str, ...]) -> None:
    assert office.hongdan(*words).exit_code == 2
    assert not (office.root / "outbox").exists() or office.outbox() == {}


@pytest.mark.parametrize("settings", ["lang = 'fr'", "no such line", "unknown_key = 1", "timezone = 'Mars/Base'"])
def test_invalid_settings_end_with_3(office: Office, settings: str) -> None:
    (office.root / "hongdan.toml").write_text(settings)
    assert office.hongdan("run", "--as-of", "2026-11-05").exit_code == 3


def test_check_ends_with_0_on_a_good_file_and_1_on_a_bad_or_unreadable_one(office: Office) -> None:
    good = office.drop("good.xlsx", {"订单": GOOD})
    bad = office.drop("bad.xlsx", {"订单": BAD})
    junk = office.root / "elsewhere.xlsx"
    junk.write_bytes(b"junk")
    assert office.hongdan("check", str(good)).exit_code == 0
    assert office.hongdan("check", str(good), str(bad)).exit_code == 1
    assert office.hongdan("check", str(junk)).exit_code == 1
    told = office.hongdan("check", "--json", str(good), str(bad), str(junk))
    assert told.exit_code == 1 and [f["file"] for f in one_json(told.stdout)["files"]]
    assert set(office.outbox()) == {"退回修改/bad.xlsx"} and not (office.root / ".hongdan" / "journal.sqlite").exists()


def test_run_prints_one_document_and_held_documents_are_business_as_usual(office: Office) -> None:
    office.drop("a.xlsx", {"订单": [*GOOD, *BAD[1:]]})
    told = office.run("2026-11-05", "--json")
    assert one_json(told.stdout)["as_of"] == "2026-11-05"
    assert one_json(office.run("2026-11-05", "--json").stdout)["changed"] is False


def test_the_month_named_is_the_month_written_and_the_last_complete_one_otherwise(office: Office) -> None:
    office.drop(
        "a.xlsx",
        {
            "出库单": [
                ["出库单号", "发货日期", "客户编码", "品名", "数量", "单价"],
                ["CK1", "2026-08-02", "C1", "合页", 1, 3],
            ]
        },
    )
    office.run("2026-10-31")
    assert (office.root / "outbox/对账单/2026-09/对账汇总.xlsx").exists()
    office.run("2026-10-31", "--month", "2026-08")
    (line, *_) = office.table(
        "对账单/2026-08/C1.xlsx"
        if (office.root / "outbox/对账单/2026-08/C1.xlsx").exists()
        else "对账单/2026-08/C1_C1.xlsx",
        "对账单",
        "日期",
    )
    assert line["类型"] == "期初"
    office.run("2026-11-30")
    assert (office.root / "outbox/对账单/2026-10/对账汇总.xlsx").exists()


def test_another_run_at_work_ends_with_4_at_once(office: Office) -> None:
    office.drop("a.xlsx", {"订单": GOOD})
    office.run("2026-11-05")
    (lock,) = (office.root / ".hongdan").glob("*lock*")
    with FileLock(str(lock)):
        assert office.hongdan("run", "--as-of", "2026-11-05").exit_code == 4


def test_what_could_not_be_written_ends_with_5_and_the_next_run_makes_good(
    office: Office, capfd: pytest.CaptureFixture[str]
) -> None:
    office.drop("a.xlsx", {"订单": GOOD})
    (office.root / "outbox" / "订单状态.xlsx").mkdir(parents=True)
    assert office.hongdan("run", "--as-of", "2026-11-05").exit_code == 5
    assert "订单状态" in capfd.readouterr().err, "what was written instead is named"
    (office.root / "outbox" / "订单状态.xlsx").rmdir()
    office.run("2026-11-05")
    assert [r["订单号"] for r in office.table("订单状态.xlsx", "订单", "订单号")] == ["S1"]


def test_trace_leads_to_every_document_and_row(office: Office) -> None:
    office.drop(
        "a.xlsx",
        {
            "订单": [*GOOD, ["S1", "2026-10-01", "C1", "把手", 1, 3]],
            "出库单": [["出库单号", "发货日期", "订单号", "品名", "数量"], ["CK1", "2026-10-02", "S1", "合页", 1]],
            "收款": [["收款单号", "收款日期", "客户编码", "收款金额", "订单号"], ["SK1", "2026-10-03", "C1", 3, "S1"]],
            "回单": [["出库单号", "回单日期", "是否签字"], ["CK1", "2026-10-03", "是"]],
            "客户资料": [["客户编码", "客户名称", "联系电话", "地址"], ["C1", "甲", "1", "杭州"]],
        },
    )
    office.run("2026-11-05")
    told = one_json(office.hongdan("trace", "S1", "--json").stdout)
    assert list(told) == ["number", "documents"] and told["number"] == "S1"
    assert all(list(d) == ["kind", "number", "file", "sheet", "rows"] for d in told["documents"])
    assert {"kind": "orders", "number": "S1", "file": "a.xlsx", "sheet": "订单", "rows": [2, 3]} in told["documents"]
    assert {d["kind"] for d in told["documents"]} >= {"orders", "shipments", "payments", "slips"}
    for number, kind in (("CK1", "shipments"), ("SK1", "payments"), ("C1", "customers"), ("甲", "customers")):
        told = office.hongdan("trace", number, "--json")
        assert told.exit_code == 0 and kind in {d["kind"] for d in one_json(told.stdout)["documents"]}, number
    assert office.hongdan("trace", "ＣＫ１").exit_code == 0, "numbers are compared after NFKC"


OTHER_KEYS = {"日历": "2026-12-31"}
"""What stands for 示例 where the key is no number of a document."""


@pytest.fixture(scope="module", params=["zh", "en"])
def templates(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The blank sheets of every kind, dropped as they are, and dropped with a row filled in under the example.

    That of 规则 is not blank: `test_rules` has it.
    """
    office = Office(tmp_path_factory.mktemp(request.param))
    (office.root / "inbox").mkdir()
    (office.root / "hongdan.toml").write_text(f"lang = '{request.param}'\n")
    assert office.hongdan("template", "--out", str(office.root / "blank")).exit_code == 0
    (office.root / "blank" / "规则.xlsx").unlink()
    for path in sorted((office.root / "blank").glob("*.xlsx")):
        (office.root / "inbox" / path.name).write_bytes(path.read_bytes())
        office.touched(office.root / "inbox" / path.name)
        book = openpyxl.load_workbook(path)
        page = next(
            p for p in book if any(str(c.value or "").startswith(("示例", "Example", "example")) for r in p for c in r)
        )
        at = next(c.row for r in page for c in r if str(c.value or "").startswith(("示例", "Example", "example")))
        for cell in page[at]:
            is_key = str(cell.value or "").lower().startswith(("示例", "example"))
            key = OTHER_KEYS.get(path.stem, f"T-{path.stem}")
            page.cell(at + 1, cell.column, key if is_key else cell.value)
        book.save(office.root / "inbox" / f"filled {path.name}")
        office.touched(office.root / "inbox" / f"filled {path.name}")
    office.run("2030-11-05")
    return office


def test_a_blank_template_is_recognised_and_its_example_is_skipped(templates: Office) -> None:
    english = templates.root.name.startswith("en")
    labels = (
        ["File", "Kind", "Accepted", "Held back", "Ignored"] if english else ["文件", "类型", "接受", "退回", "忽略"]
    )
    rows = templates.table("收件记录.xlsx", "收件记录", labels[0])
    found = {row[labels[0]]: tuple(row[label] for label in labels[2:]) for row in rows if row[labels[1]]}
    assert len(found) == 2 * (len(SHEETS) - 1)
    assert found == {file: (1, 0, 1) if file.startswith("filled") else (0, 0, 1) for file in found}


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_of_one_kind_can_be_asked_for(office: Office, kind: str) -> None:
    assert office.hongdan("template", kind, "--out", str(office.root / "x")).exit_code == 0
    assert len(list((office.root / "x").glob("*.xlsx"))) == 1


def test_a_demo_runs_and_the_same_seed_gives_the_same_inbox(office: Office) -> None:
    assert office.hongdan("demo", "--orders", "20", "--seed", "7").exit_code == 0
    mine = {p.name: p.read_bytes() for p in (office.root / "inbox").rglob("*.*")}
    other = Office(office.root / "other")
    other.root.mkdir()
    assert other.hongdan("demo", "--orders", "20", "--seed", "7").exit_code == 0
    assert mine and mine == {p.name: p.read_bytes() for p in (other.root / "inbox").rglob("*.*")}
    assert office.hongdan("demo", "--orders", "20").exit_code != 0, "nobody's files are written over"
    office.run("2026-11-05")
    for row in office.table("收件记录.xlsx", "收件记录", "文件"):
        assert row["行数"] == row["接受"] + row["退回"] + row["重复"] + row["忽略"]


CHINESE = re.compile("[\u4e00-\u9fff]+")


def test_an_english_office_has_english_labels_and_reads_its_own_form(office: Office) -> None:
    (office.root / "hongdan.toml").write_text('lang = "en"\n')
    labels = ["shipment no", "ship date", "customer code", "product", "qty", "unit price", "Order No", "Freight"]
    lines = [[f"CK{i}", "2026-10-02", "C1", "hinge", 2, 3, "SO9", 5] for i in (1, 2)]
    office.drop("a.xlsx", {"shipments": [labels, *lines, ["CK3", "2026-10-02", "C1", "hinge", 0, 3, None, None]]})
    office.run("2026-11-05")
    named = r"[\w/ -]+\.xlsx|(outbox/)?(对账单|按业务员|按责任人|发货通知|订单确认|退回修改)\S*"
    for text in strict(office.outbox()["总览.html"]).text().splitlines():
        assert not CHINESE.search(re.sub(named, "", text)), text
    for name in (name for name in office.outbox() if name.endswith(".xlsx")):
        for page in office.book(name):
            for row in page.iter_rows(values_only=True):
                for value in row:
                    said = (
                        CHINESE.sub("", re.sub(r"人民币.*|[\w/]+\.xlsx", "", value))
                        if isinstance(value, str)
                        else value
                    )
                    assert said == value or "人民币" in value or ".xlsx" in value, (name, page.title, value)
    book = office.book("未收回单据.xlsx")
    page = book[book.sheetnames[0]]
    header = next(row for row in page.iter_rows() if "Returned date" in [c.value for c in row])
    at = {str(c.value): c.column for c in header}
    page.cell(header[0].row + 1, at["Returned date"], "2026-11-04")
    page.cell(header[0].row + 1, at["Signed"], "yes")
    book.save(office.root / "inbox" / "back.xlsx")
    office.run("2026-11-05")
    left = rows_under(office.book("未收回单据.xlsx")[page.title], header[0].value)
    assert len(left) == 1


def test_the_module_runs_as_the_command_does() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "run", "--month", "2026-13"], capture_output=True, check=False
    )
    assert told.returncode == 2
