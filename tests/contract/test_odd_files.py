"""Whatever lies in the inbox: what is no file is not opened, every other one is read, and the run ends well."""

import os
import sys
from pathlib import Path

import pytest

from tests.contract.office import Office
from tests.forms import FULL

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, links and such names are another system's")

ORDER = ["订单号", "下单日期", "客户名称", "产品编码", "数量", "单价"]
DAY = "2026-10-31"


def csv(number: str) -> str:
    return ",".join(ORDER) + f"\n{number},2026-10-03,甲,P1,1,2\n"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    (tmp_path / "inbox").mkdir()
    return Office(tmp_path)


def record(office: Office) -> dict[str, str]:
    """What became of each file, with the first words of the reason where it was refused."""
    rows = office.table("收件记录.xlsx", "收件记录", "文件")
    return {row["文件"]: row["结果"] if row["结果"] != "拒收" else row["说明"].split("。")[0] for row in rows}


def test_pipes_and_links_that_lead_out_are_refused_unopened_and_links_within_are_files(office: Office):
    outside = office.root / "secret.csv"
    outside.write_text(csv("SO9"), encoding="utf-8")
    inbox = office.root / "inbox"
    os.mkfifo(inbox / "pipe.xlsx")
    (inbox / "zero.csv").symlink_to("/dev/zero")
    (inbox / "out.csv").symlink_to(outside)
    (inbox / "nowhere.csv").symlink_to(inbox / "gone")
    (inbox / "folder").symlink_to(office.root)
    (inbox / "x.xlsx").mkdir()
    (inbox / "x.xlsx" / "a.csv").write_text(csv("SO1"), encoding="utf-8")
    (inbox / "link.csv").symlink_to(inbox / "x.xlsx" / "a.csv")
    (inbox / "b.csv").write_text(csv("SO2"), encoding="utf-8")
    office.run(DAY)
    assert record(office) == {
        "b.csv": "已接受",
        "link.csv": "已接受",
        "out.csv": "这是一个指向收件箱以外的链接，没有打开",
        "pipe.xlsx": "这不是一个文件，没有打开",
        "x.xlsx/a.csv": "已接受",
        "zero.csv": "这不是一个文件，没有打开",
    }
    assert "没有新文件" in office.run(DAY).output
    checked = office.hongdan("check", str(inbox / "pipe.xlsx"), str(inbox))
    assert (checked.exit_code, checked.output.count("没有打开")) == (1, 2)


def test_names_of_every_kind_are_read(office: Office):
    names = [b"a\nb.csv", b"\xff\xfe.csv", b"con.csv", "…'\"&<>;.csv".encode(), b"x" * 240 + b".csv", b"\x01\x7f.csv"]
    for place, name in enumerate(names):
        path = os.fsencode(office.root / "inbox") + b"/" + name
        with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123, a name that is no text
            file.write(csv(f"SO{place}") + (f"SO{place}x,昨天,甲,P1,1,2\n" if place < 4 else ""))
    office.run(DAY)
    assert sorted(record(office).values()) == ["已接受"] * 2 + ["部分退回"] * 4
    orders = office.table("订单状态.xlsx", "订单", "订单号")
    assert {row["订单号"] for row in orders} == {f"SO{place}" for place in range(6)}
    assert "没有新文件" in office.run(DAY).output


@pytest.mark.skipif(os.geteuid() == 0 if sys.platform != "win32" else True, reason="root may read everything")
def test_a_file_without_permission_is_refused_with_what_the_system_says(office: Office):
    path = office.root / "inbox" / "a.csv"
    path.write_text(csv("SO1"), encoding="utf-8")
    path.chmod(0)
    office.run(DAY)
    assert record(office)["a.csv"].startswith("文件打不开：Permission denied")


def with_large_file(office: Office, max_memory_mb: int) -> str:
    """What a run says of a sound file and one of 60,000 rows that are wrong, with so much memory for a file."""
    (office.root / "hongdan.toml").write_text(f"[reading]\nmax_memory_mb = {max_memory_mb}\n", encoding="utf-8")
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="Z{n}"><v>1</v></c></row>' for n in range(3, 60_000))
    office.drop("a.xlsx", {"订单": [ORDER, ["SO1", "2026-10-03", "甲", "P1", 1, 2]]})
    add_rows(office.drop("big.xlsx", {"订单": [ORDER, ["SO2", "2026-10-03", "甲", "P1", 1, 2]]}), rows.encode())
    return office.run(DAY).output


def test_a_file_that_takes_too_much_memory_is_refused_and_the_others_go_on(office: Office):
    said = with_large_file(office, 200)
    assert record(office) == {"a.xlsx": "已接受", "big.xlsx": "读这个文件要用的内存超过上限，没有读完"}
    assert "max_memory_mb" in said


@pytest.mark.skipif(not FULL, reason="the full form, on request: half a minute")
def test_with_more_memory_allowed_the_same_file_is_read(office: Office):
    with_large_file(office, 3000)
    assert record(office)["big.xlsx"] == "部分退回"


def add_rows(path: Path, rows: bytes) -> None:
    from tests.intake.test_files import changed

    end = b"</sheetData>"
    path.write_bytes(changed("xl/worksheets/sheet1.xml", lambda xml: xml.replace(end, rows + end), path.read_bytes()))
