"""`check` says what a run would say of files, and touches nothing but a marked copy of each."""

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from pipeline.check import check
from pipeline.console import check_as_text
from pipeline.home import Home
from tests.contract.office import Office

HEADER = ["订单号", "下单日期", "客户编码", "产品编码", "数量", "单价"]
GOOD = [HEADER, ["SO1", "2026-10-01", "C1", "P1", 1, 2]]
BAD = [HEADER, ["SO2", "10/3/26", "C1", "P1", "三件", 2], ["SO3", "2026-10-01", "C1", "P1", 5, 2]]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    (tmp_path / "inbox").mkdir()
    return Office(tmp_path)


def elsewhere(office: Office, folder: str, name: str, rows: list[list[object]] = BAD) -> Path:
    """A file that lies outside the inbox."""
    path = office.root / folder / name
    path.parent.mkdir(exist_ok=True)
    return office.drop("x.xlsx", {"订单": rows}).rename(path)


def test_the_problems_are_a_table_of_one_line_each_in_a_pipe(office: Office):
    bad = office.drop("坏.xlsx", {"订单": BAD})

    lines = office.hongdan("check", str(bad)).stdout.splitlines()

    assert lines[0] == "坏.xlsx：2 处问题，涉及 1 张单据；其余 1 张可以接受"
    assert lines[1].split() == ["位置", "问题", "怎么改"]
    assert [line.split()[0] for line in lines[3:5]] == ["订单!B2", "订单!E2"]
    assert lines[3].split()[1:] == ["下单日期“10/3/26”看不出年月日。", "请写成", "2026-03-04", "的样子。"]
    assert lines[5:] == ["标好的表：outbox/退回修改/坏.xlsx"]


def test_on_a_terminal_the_table_is_as_wide_as_that_and_loses_no_word(office: Office):
    bad = office.drop("坏.xlsx", {"订单": BAD})
    checked = check(Home(office.root), [bad])

    wide, narrow = check_as_text(checked), check_as_text(checked, 80)

    assert all(cell_len(line) <= 80 for line in narrow.splitlines())
    assert all(place in narrow for place in ("订单!B2", "订单!E2", "三件"))
    assert narrow.encode("gbk").decode("gbk") == narrow
    assert wide.encode("gbk").decode("gbk") == wide


def test_what_is_suggested_has_a_column_only_where_anything_is(office: Office):
    text = office.hongdan("check", str(office.drop("坏.xlsx", {"订单": BAD}))).stdout
    assert "建议值" not in text


def test_more_problems_than_a_screen_should_hold_are_counted(office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("pipeline.console.LISTED_PROBLEMS", 1)
    text = office.hongdan("check", str(office.drop("坏.xlsx", {"订单": BAD}))).stdout
    assert "订单!B2" in text
    assert "订单!E2" not in text
    assert "还有 1 处没有列出" in text


def test_the_json_is_one_document_with_the_same_findings(office: Office):
    bad, good = office.drop("坏.xlsx", {"订单": BAD}), office.drop("好.xlsx", {"订单": GOOD})
    junk = office.root / "乱.xlsx"
    junk.write_bytes(b"junk")

    told = json.loads(office.hongdan("check", "--json", str(bad), str(good), str(junk)).stdout)["files"]

    assert [set(one) for one in told] == [{"file", "refused", "accepted", "held", "problems", "notes", "copy"}] * 3
    assert [(one["file"], one["refused"], one["accepted"], one["held"]) for one in told] == [
        ("坏.xlsx", False, 1, 1), ("好.xlsx", False, 1, 0), ("乱.xlsx", True, 0, 0),
    ]  # fmt: skip
    assert [one["copy"] for one in told] == ["outbox/退回修改/坏.xlsx", None, None]
    assert set(told[0]["problems"][0]) == {
        "file", "sheet", "cell", "row", "field", "typed", "code", "document", "problem", "remedy", "suggestion",
    }  # fmt: skip
    assert [(p["cell"], p["code"], p["document"]) for p in told[0]["problems"]] == [
        ("B2", "not_a_date", "SO2"), ("E2", "not_a_number", "SO2"),
    ]  # fmt: skip
    assert len(told[2]["problems"]) == 1


def test_a_file_from_elsewhere_leaves_the_copy_of_an_inbox_file_alone(office: Office):
    outside = elsewhere(office, "桌面", "a.xlsx")
    office.drop("a.xlsx", {"订单": [HEADER, ["SO9", "?", "C1", "P1", 1, 2]]})
    office.run("2026-11-05")
    before = office.outbox()

    told = office.hongdan("check", str(outside))

    assert "outbox/退回修改/a (2).xlsx" in told.stdout
    assert {name: content for name, content in office.outbox().items() if "(2)" not in name} == before


def test_files_of_one_name_from_different_folders_have_a_copy_each(office: Office):
    one, other = elsewhere(office, "甲", "a.xlsx"), elsewhere(office, "乙", "A.xlsx")

    told = json.loads(office.hongdan("check", "--json", str(one), str(other)).stdout)["files"]

    assert [file["copy"] for file in told] == ["outbox/退回修改/a.xlsx", "outbox/退回修改/A (2).xlsx"]


def test_a_marked_copy_can_be_checked_where_it_lies(office: Office):
    office.drop("a.xlsx", {"订单": BAD})
    office.run("2026-11-05")
    before = office.outbox()["退回修改/a.xlsx"]

    office.hongdan("check", str(office.root / "outbox" / "退回修改" / "a.xlsx"))

    assert office.outbox()["退回修改/a.xlsx"] == before


def test_nothing_is_taken_in_and_a_good_file_leaves_no_trace(office: Office):
    good = office.drop("好.xlsx", {"订单": GOOD})

    office.hongdan("check", str(good))

    assert sorted(path.name for path in office.root.rglob("*")) == ["inbox", "好.xlsx"]
