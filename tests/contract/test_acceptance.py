"""Chapter 2 of the contract, 退回修改 and 收件记录: whole documents, versions of files, and nothing ever lost."""

import os
from datetime import date

import openpyxl
import pytest

from tests.contract.office import Office, Row

H = ["订单号", "下单日期", "客户编码", "品名", "数量", "单价"]
SLIPS = ["出库单号", "回单日期", "是否签字"]
MASTER = ["客户编码", "客户名称", "联系电话", "地址"]


def order(number: str, quantity: object = 1, product: str = "合页") -> list[object]:
    return [number, "2026-10-01", "C1", product, quantity, 3]


def orders(office: Office) -> dict[str, int]:
    """The quantity of every order on file."""
    return {str(r["订单号"]): r["订单数量"] for r in office.table("订单状态.xlsx", "订单", "订单号")}


def records(office: Office) -> dict[str, Row]:
    """收件记录 by file and sheet, `a.xlsx/订单`; every row adds up."""
    rows = office.table("收件记录.xlsx", "收件记录", "文件")
    for row in rows:
        assert row["行数"] == row["接受"] + row["退回"] + row["重复"] + row["忽略"], row
        assert row["结果"] in ("已接受", "部分退回", "全部退回", "忽略", "拒收"), row
    return {f"{r['文件']}/{r['工作表'] or ''}": r for r in rows}


def counts(row: Row) -> tuple[int, ...]:
    return tuple(row[label] for label in ("行数", "接受", "退回", "重复", "忽略"))


def problems(office: Office, file: str) -> list[Row]:
    return office.table(f"退回修改/{file}", "问题清单", "工作表")


def exceptions(office: Office) -> set[str]:
    return {r["编号"] for r in office.table("异常报告.xlsx", "异常明细", "编号")}


def returned(office: Office) -> set[str]:
    return {name.removeprefix("退回修改/") for name in office.outbox() if name.startswith("退回修改/")}


def inbox(office: Office) -> dict[str, tuple[bytes, int]]:
    root = office.root / "inbox"
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in root.rglob("*") if p.is_file()}


def test_half_an_order_is_never_accepted_and_every_problem_in_it_is_told(office: Office) -> None:
    office.drop(
        "sub/a.xlsx",
        {
            "订单": [
                H,
                order("S1"),
                order("S1", 0, "把手"),
                order("S2"),
                ["S3", "26-1-1", "C1", "合页", "x", 3],
                [None, *order("")[1:]],
            ],
            "全错": [H, order("S4", 0)],
            "笔记": [["记得打电话"]],
        },
    )
    (office.root / "inbox" / "坏.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (office.root / "inbox" / "图.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (office.root / "inbox" / "空.xlsx").write_bytes(b"")
    before = inbox(office)
    office.run("2026-11-05")
    assert orders(office) == {"S2": 1}
    found = records(office)
    assert (found["sub/a.xlsx/订单"]["结果"], counts(found["sub/a.xlsx/订单"])) == ("部分退回", (5, 1, 4, 0, 0))
    assert (found["sub/a.xlsx/全错"]["结果"], counts(found["sub/a.xlsx/全错"])) == ("全部退回", (1, 0, 1, 0, 0))
    assert found["sub/a.xlsx/笔记"]["结果"] == "忽略"
    assert found["坏.xlsx/"]["结果"] == found["图.png/"]["结果"] == found["空.xlsx/"]["结果"] == "拒收"
    assert found["坏.xlsx/"]["说明"] and found["坏.xlsx/"]["收件时间"] == date(2026, 11, 5)
    (copy,) = [name for name in returned(office) if "a.xlsx" in name]
    listed = problems(office, copy)
    assert list(listed[0])[:7] == ["工作表", "行", "列", "字段", "原值", "问题", "怎么改"]
    places = {(r["工作表"], r["行"], r["列"], r["字段"]) for r in listed}
    assert places == {
        ("订单", 3, "E", "数量"),
        ("订单", 5, "B", "下单日期"),
        ("订单", 5, "E", "数量"),
        ("订单", 6, "A", "订单号"),
        ("全错", 2, "E", "数量"),
    }
    book = office.book(f"退回修改/{copy}")
    assert book.sheetnames == ["问题清单", "订单", "全错", "笔记"]
    page = book["订单"]
    assert [c.value for c in page[2]] == order("S1") and page["E5"].value == "x"
    assert page["E5"].comment and page["E3"].fill.fgColor.rgb not in (None, "00000000") and not page["E4"].comment
    assert office.hongdan("trace", "S1").exit_code == 2
    assert inbox(office) == before, "the inbox is never touched"


def test_a_copy_mended_and_dropped_back_replaces_the_file_and_then_goes(office: Office) -> None:
    path = office.root / "inbox" / "a.csv"
    path.write_text("订单号,下单日期,客户编码,品名,数量,单价\nS1,2026-10-01,C1,合页,x,3\nS2,2026-10-01,C1,合页,2,3\n")
    office.touched(path)
    office.run("2026-11-05")
    assert returned(office) == {"a.csv.xlsx"}
    book = office.book("退回修改/a.csv.xlsx")
    book[book.sheetnames[1]]["E2"] = 5
    book.save(office.root / "inbox" / "a.csv.xlsx")
    office.run("2026-11-06")
    assert orders(office) == {"S1": 5, "S2": 2}
    assert returned(office) == set() and not any(e.startswith("E901") for e in exceptions(office))
    found = records(office)
    assert not any(key.startswith("a.csv/") for key in found)
    assert found["a.csv.xlsx/问题清单"]["结果"] == "忽略"
    path.unlink()
    office.run("2026-11-06")
    assert orders(office) == {"S1": 5, "S2": 2}


def test_a_file_saved_again_replaces_its_own_version_and_says_what_changed(office: Office) -> None:
    office.drop("a.xlsx", {"订单": [H, order("S1"), order("S1", 2, "把手"), order("S2"), order("S3"), order("S4")]})
    office.run("2026-11-05")
    office.drop("a.xlsx", {"订单": [H, order("S1"), order("S2"), order("S3", "x"), order("S5"), order("S6", 0)]})
    office.run("2026-11-06")
    assert orders(office) == {"S1": 1, "S2": 1, "S3": 1, "S5": 1}, (
        "gone rows go; S3 stays as last accepted; S6 never was"
    )
    row = records(office)["a.xlsx/订单"]
    assert counts(row) == (5, 3, 2, 0, 0) and row["收件时间"] == date(2026, 11, 6)
    assert all(number in row["说明"] for number in ("S1", "S4", "S5")) and "S2" not in row["说明"]
    told = {r["行"]: r["问题"] for r in problems(office, "a.xlsx")}
    assert "上次" in told[4] and "上次" not in told[6]
    (office.root / "inbox" / "a.xlsx").write_bytes(b"PK\x03\x04 half a file")
    office.run("2026-11-07")
    assert orders(office) == {"S1": 1, "S2": 1, "S3": 1, "S5": 1}, "an unreadable version leaves the last readable one"
    refused = [r for r in records(office).values() if r["文件"] == "a.xlsx"]
    assert "拒收" in {r["结果"] for r in refused}
    office.drop("a.xlsx", {"订单": [H, order("S1", 9)]})
    office.run("2026-11-08")
    assert orders(office) == {"S1": 9}, "S3 is gone from the file, and so from the books"
    assert returned(office) == set()


def test_a_second_run_changes_no_byte_and_a_file_moved_away_keeps_counting(office: Office) -> None:
    office.drop("a.xlsx", {"订单": [H, order("S1"), order("S2", 0)], "客户": [MASTER, ["C1", "甲", "1", "杭州"]]})
    office.drop("b.xlsx", {"订单": [H, order("S3")]})
    for name in ("~$a.xlsx", ".~a.xlsx", "a.xlsx.tmp", "a.crdownload", ".DS_Store", ".隐.xlsx"):
        (office.root / "inbox" / name).write_bytes(b"junk")
    office.run("2026-11-05")
    first = office.outbox()
    assert {r["文件"] for r in records(office).values()} == {"a.xlsx", "b.xlsx"}
    told = office.run("2026-11-05").stdout
    assert "未变" in told and office.outbox() == first
    office.touched(office.root / "inbox" / "b.xlsx")
    office.run("2026-11-05")
    assert office.outbox() == first, "a later time with the same bytes is no new version"
    (office.root / "inbox" / "b.xlsx").rename(office.root / "b.xlsx")
    office.run("2026-11-05")
    assert office.outbox() == first, "a file moved away keeps counting"
    assert office.hongdan("withdraw", "b.xlsx").exit_code == 0
    office.run("2026-11-05")
    assert orders(office) == {"S1": 1}


def test_the_later_drop_wins_whole_and_the_difference_is_e901(office: Office) -> None:
    lines = [order("S1"), order("S1", 2, "把手")]
    office.drop("z.xlsx", {"订单": [H, *lines, order("S2"), order("S3")]})
    office.drop("a.xlsx", {"订单": [H, order("S1", 5), order("S2"), order("S3", 0)]})
    office.run("2026-11-05")
    assert orders(office) == {"S1": 5, "S2": 1, "S3": 1}, "not added up; the one that was held back does not count"
    assert {e for e in exceptions(office) if e.startswith("E901")} == {"E901-S1"}
    found = records(office)
    assert counts(found["z.xlsx/订单"])[0] == 4 and counts(found["a.xlsx/订单"])[0] == 3
    assert found["a.xlsx/订单"]["重复"] + found["z.xlsx/订单"]["重复"] >= 1
    early = office.drop("早.xlsx", {"订单": [H, order("S1", 7)]})
    os.utime(early, (1_600_000_000, 1_600_000_000))
    office.run("2026-11-06")
    assert orders(office)["S1"] == 7, "a later run is a later drop, whatever the file's time"
    assert office.hongdan("withdraw", "早.xlsx").exit_code == 0
    office.run("2026-11-06")
    assert orders(office)["S1"] == 5
    office.run("2026-11-06")
    assert orders(office)["S1"] == 5, "withdrawn, it is taken in again only when it changes"
    office.drop("早.xlsx", {"订单": [H, order("S1", 8)]})
    office.drop("z.xlsx", {"订单": [H, order("S2"), order("S3")]})
    office.drop("a.xlsx", {"订单": [H, order("S2")]})
    office.run("2026-11-07")
    assert orders(office) == {"S1": 8, "S2": 1, "S3": 1}
    assert not any(e.startswith("E901") for e in exceptions(office))


def test_slips_customers_and_prices_follow_the_later_drop_without_an_exception(office: Office) -> None:
    prices = ["产品编码", "政策价", "生效日期", "渠道"]
    shipped = [["出库单号", "发货日期", "品名", "数量", "单价", "客户编码"], ["CK1", "2026-10-02", "合页", 2, 3, "C1"]]
    office.drop(
        "a.xlsx",
        {
            "出库": shipped,
            "回单": [SLIPS, ["CK1", "2026-10-05", "否"]],
            "客户": [MASTER, ["C1", "甲", "1", "杭州"]],
            "价": [prices, ["A", 1, "2026-01-01", None]],
        },
    )
    office.drop(
        "b.xlsx",
        {
            "回单": [SLIPS, ["CK1", "2026-10-09", "是"]],
            "客户": [MASTER, ["C1", "乙", "1", "杭州"]],
            "价": [prices, ["A", 2, "2026-01-01", None]],
        },
    )
    office.run("2026-11-05")
    assert office.table("未收回单据.xlsx", "未收回单据", "出库单号") == []
    assert not any(e.startswith(("E901", "E101")) for e in exceptions(office))
    assert (office.root / "outbox" / "对账单" / "2026-10" / "C1_乙.xlsx").exists()
    records(office)


def test_the_same_document_twice_in_one_file_is_a_problem_only_where_it_differs(office: Office) -> None:
    office.drop("a.xlsx", {"上": [H, order("S1"), order("S2")], "下": [H, order("S1", 2), order("S2"), order("S3")]})
    office.run("2026-11-05")
    assert orders(office) == {"S2": 1, "S3": 1}
    found = records(office)
    assert sorted([counts(found["a.xlsx/上"]), counts(found["a.xlsx/下"])]) in (
        [(2, 0, 1, 1, 0), (3, 2, 1, 0, 0)],
        [(2, 1, 1, 0, 0), (3, 1, 1, 1, 0)],
    )
    assert {r["工作表"] for r in problems(office, "a.xlsx")} == {"上", "下"}


def test_a_name_kept_from_one_folder_to_another_is_another_file_with_the_same_content(office: Office) -> None:
    path = office.drop("a.xlsx", {"订单": [H, order("S1"), order("S2")]})
    office.run("2026-11-05")
    (office.root / "inbox" / "十月").mkdir()
    path.rename(office.root / "inbox" / "十月" / "a.xlsx")
    office.run("2026-11-06")
    assert orders(office) == {"S1": 1, "S2": 1}
    assert not any(e.startswith("E901") for e in exceptions(office))
    found = records(office)
    assert sum(found[key]["重复"] for key in ("a.xlsx/订单", "十月/a.xlsx/订单") if key in found) in (0, 2)


@pytest.mark.parametrize("what", ["formula", "merge"])
def test_a_returned_copy_keeps_values_where_they_were(office: Office, what: str) -> None:
    path = office.drop(
        "a.xlsx",
        {
            "订单": [
                ["标题"],
                [],
                [None, *H, "下单日"],
                [None, *order("S1", 0), date(2026, 10, 1)],
                [None, *order("=1+1"), 0.5],
            ]
        },
    )
    book = openpyxl.load_workbook(path)
    book["订单"]["B5"].data_type = "s"
    if what == "merge":
        book["订单"].merge_cells("A1:G1")
    book.save(office.touched(path))
    office.hongdan("check", str(path))
    page = office.book("退回修改/a.xlsx")["订单"]
    assert [c.value for c in page[3]][1:7] == H and page["A1"].value == "标题"
    assert page["F4"].value == 0 and page["H4"].value.date() == date(2026, 10, 1) and page["H5"].value == 0.5
    assert page["B5"].value == "=1+1" and page["B5"].data_type != "f", "text stays text"


def test_a_slip_that_states_more_than_was_shipped_is_held_back_also_when_the_shipment_comes_later(
    office: Office,
) -> None:
    received = [*SLIPS, "实收数量"]
    shipped = ["出库单号", "发货日期", "品名", "数量", "单价", "客户编码"]
    returns = [["CK1", "2026-10-05", "是", 4], ["CK2", "2026-10-05", "是", 4]]
    office.drop("b.xlsx", {"回单": [received, *returns]})
    office.run("2026-11-05")
    assert counts(records(office)["b.xlsx/回单"]) == (2, 2, 0, 0, 0)
    lines = [["CK1", "2026-10-02", "合页", 4, 3, "C1"], ["CK2", "2026-10-02", "合页", 3.999, 3, "C1"]]
    office.drop("a.xlsx", {"出库": [shipped, *lines]})
    office.run("2026-11-05")
    assert counts(records(office)["b.xlsx/回单"]) == (2, 1, 1, 0, 0)
    assert [(r["行"], r["列"]) for r in problems(office, "b.xlsx")] == [(3, "D")]
    assert [r["出库单号"] for r in office.table("未收回单据.xlsx", "未收回单据", "出库单号")] == ["CK2"]


def test_of_two_sheets_of_one_file_the_first_that_has_a_slip_filled_in_counts_and_a_return_beats_a_promise(
    office: Office,
) -> None:
    form = [*SLIPS, "承诺日期"]
    numbers = ("CK1", "CK2", "CK3")
    shipped = [["出库单号", "发货日期", "品名", "数量", "单价", "客户编码"]]
    shipped += [[number, "2026-10-02", "合页", 2, 3, "C1"] for number in numbers]
    first = [["CK1", "2026-10-05", "是", None], ["CK2", None, None, "2026-12-01"], ["CK3", None, None, None]]
    second = [["CK1", "2026-10-06", "否", None], ["CK2", "2026-10-06", "是", None], ["CK3", "2026-10-06", "是", None]]
    office.drop("a.xlsx", {"出库": shipped, "甲": [form, *first], "乙": [form, *second]})
    office.drop("b.xlsx", {"回单": [form, ["CK3", None, None, "2026-12-01"]]})
    office.run("2026-11-05")
    assert office.table("未收回单据.xlsx", "未收回单据", "出库单号") == []
    assert not {e for e in exceptions(office) if e.startswith(("E101", "E901"))}
    assert records(office)["a.xlsx/甲"]["退回"] == records(office)["a.xlsx/乙"]["退回"] == 0


def test_lines_without_a_number_take_the_next_free_one_in_the_order_of_the_rows(office: Office) -> None:
    labels = [*H, "行号"]
    numbers = [("S1", 2), ("S1", None), ("S1", None), (1001, 1), (1001.0, None), (1001, 2)]
    office.drop("a.xlsx", {"订单": [labels, *([*order("", 1, f"p{i}"), n] for i, (_, n) in enumerate(numbers))]})
    path = office.root / "inbox" / "a.xlsx"
    book = openpyxl.load_workbook(path)
    for row, (number, _) in enumerate(numbers, start=2):
        book["订单"].cell(row, 1, number)
    book.save(office.touched(path))
    office.run("2026-11-05")
    lines = office.table("订单状态.xlsx", "明细", "订单号")
    found = {r["品名"]: (r["订单号"], r["行号"]) for r in lines}
    assert found == {
        "p0": ("S1", 2),
        "p1": ("S1", 1),
        "p2": ("S1", 3),
        "p3": ("1001", 1),
        "p4": ("1001", 3),
        "p5": ("1001", 2),
    }


def test_a_policy_for_ever_ends_in_9999_and_a_mistyped_century_is_told(office: Office) -> None:
    header = ["产品编码", "政策价", "生效日期", "失效日期"]
    office.drop(
        "价格.xlsx", {"价格政策": [header, ["P1", 12, "2026-01-01", "9999-12-31"], ["P2", 12, "2206-01-01", None]]}
    )
    office.run("2026-11-05")

    (row,) = office.table("收件记录.xlsx", "收件记录", "文件")
    assert (row["接受"], row["退回"]) == (1, 1)
