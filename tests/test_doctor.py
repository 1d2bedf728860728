"""`hongdan doctor` says what works and what does not, changes nothing, and is never at a loss for words."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from pipeline import checkup, machine
from pipeline.diagnosis import Finding, State
from pipeline.doctor import Diagnosis, doctor, looked
from pipeline.doctor_told import doctor_as_text
from pipeline.home import Home
from pipeline.lock import Holder, leave, records
from pipeline.settings import Settings
from schemas.sentences.doctor import CHECKS, DOCTOR, MARKS, STATES
from schemas.words import Words
from tests.contract.office import Office
from tests.test_layout import ROOT, sources

OFFICE = ["settings", "inbox", "outbox", "ledger_folder", "lock", "calendar", "ledger", "mail"]
CALENDAR = [["日期", "安排"], ["2026-02-17", "放假"]]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office after a run."""
    office = Office(tmp_path_factory.mktemp("office"))
    (office.root / "inbox").mkdir()
    office.drop(
        "a.xlsx",
        {
            "订单": [
                ["订单号", "下单日期", "客户编码", "品名", "数量", "单价"],
                ["S1", "2026-10-12", "C1", "合页", 1, 3],
            ]
        },
    )
    office.drop("日历.xlsx", {"日历": CALENDAR})
    office.run("2026-11-05")
    return office


def states(office: Office) -> dict[str, str]:
    """How everything stands that concerns the office, the worst of each; the exit status agrees."""
    result = office.hongdan("doctor", "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == (0 if told["ok"] else 1)
    order = [state.value for state in State]
    found: dict[str, str] = {}
    for line in told["checks"]:
        found[line["check"]] = max(found.get(line["check"], "fine"), line["state"], key=order.index)
    return {check: found[check] for check in OFFICE}


def everything_in(root: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_sound_office_is_well_and_stays_as_it_is(office: Office):
    before = everything_in(office.root)
    found = states(office)
    assert everything_in(office.root) == before
    assert {check: state for check, state in found.items() if state != "fine"}.keys() <= {"calendar"}
    text = office.hongdan("doctor").output
    assert "2 份原文件和全部记录都完好" in text and not text.rstrip().endswith("照上面说的做")
    text.encode("gbk")


@pytest.mark.parametrize(
    ("states_found", "last"),
    [
        ((State.FINE, State.UNKNOWN), "一切正常"),
        ((State.FINE, State.NOTE, State.NOTE), "能用；有 2 处要注意，看上面标“！”的行"),
        ((State.WRONG, State.NOTE, State.FINE), "1 处有问题，照上面说的做"),
    ],
)
def test_the_last_line_says_all_is_well_only_where_nothing_is_to_be_noted(states_found: tuple[State, ...], last: str):
    found = tuple(Finding("font", state, Words("…", "…")) for state in states_found)
    assert doctor_as_text(Diagnosis(found, "zh")).splitlines()[-1] == last


def test_an_empty_folder_is_well_too_and_stays_empty(tmp_path: Path):
    found = states(Office(tmp_path))
    assert found["inbox"] == "note" and "wrong" not in found.values()
    assert list(tmp_path.iterdir()) == []


def instead(name: str) -> Callable[[Path], None]:
    """Puts a file where a folder should be, or a folder where a file should be."""

    def broken(root: Path) -> None:
        place = root / name
        if place.is_dir():
            place.rename(root / "away")
            place.write_bytes(b"")
        else:
            place.unlink(missing_ok=True)
            place.mkdir()

    return broken


def typed(text: bytes) -> Callable[[Path], None]:
    """Settings that say something."""
    return lambda root: (root / "hongdan.toml").write_bytes(text) and None


def other_machine(root: Path) -> None:
    """Another machine's run was cut off."""
    leave(records(Home(root)) / "laptop.json", Holder("laptop", "12", "hongdan run", "2026-11-05 09:00"))


def gone(name: str) -> Callable[[Path], None]:
    """The first file of a folder is gone."""
    return lambda root: sorted((root / name).iterdir())[0].unlink()


@pytest.mark.parametrize(
    ("breaks", "wrong"),
    [
        (typed(b"langs = 1"), {"settings"}),
        (typed(b'timezone = "Mars/Olympus"'), {"settings"}),
        (typed("[公司]".encode("gbk")), {"settings"}),
        (instead("hongdan.toml"), {"settings"}),
        (instead("outbox"), {"outbox"}),
        (instead("inbox"), {"inbox"}),
        (instead(".hongdan"), {"ledger_folder"}),
        (other_machine, {"lock"}),
        (gone(".hongdan/originals"), {"ledger"}),
        (gone(".hongdan/memory"), {"ledger"}),
        (lambda root: (root / ".hongdan/journal.db").write_bytes(b"nothing"), {"ledger"}),
        (lambda root: (root / ".hongdan/journal.txt").write_bytes(b"nothing"), {"ledger"}),
        (typed(b'[mail]\nsend = true\nhost = "127.0.0.1"\nport = 9\nsender = "a@b.example"'), {"mail"}),
    ],
)
def test_what_is_broken_is_named_and_the_rest_is_looked_at_all_the_same(
    office: Office, tmp_path: Path, breaks: Callable[[Path], None], wrong: set[str]
):
    broken = office.moved_to(tmp_path / "office")
    breaks(broken.root)
    before = everything_in(broken.root)
    found = states(broken)
    assert {check for check, state in found.items() if state == "wrong"} - {"calendar"} == wrong
    assert everything_in(broken.root) == before


def test_a_run_at_work_is_no_fault_and_the_ledger_waits(office: Office, tmp_path: Path):
    busy = office.moved_to(tmp_path / "office")
    with FileLock(busy.root / ".hongdan" / "lock"):
        found = states(busy)
    assert (found["lock"], found["ledger"]) == ("note", "note")


def test_days_of_the_offices_own_make_up_for_a_year_that_is_not_published(office: Office, monkeypatch: Any):
    monkeypatch.setattr("pipeline.checkup.unpublished_years", lambda days: (2026, 2099))
    told = [line for line in doctor(Home(office.root)).findings if line.check == "calendar"]
    assert [line.found.zh.split(" 年")[0] for line in told] == ["2026", "2099"]
    assert [line.state for line in told] == [State.FINE, State.NOTE]


def test_english_where_the_settings_ask_for_it(office: Office, tmp_path: Path):
    english = office.moved_to(tmp_path / "office")
    typed(b'lang = "en"\nlangs = 1')(english.root)
    told = english.hongdan("doctor").output
    assert "× wrong  settings" in told and "thing(s) are wrong" in told


@pytest.mark.parametrize(("over", "states"), [(0, [State.FINE]), (1, [State.FINE, State.NOTE])])
def test_a_folder_too_deep_for_excel_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, over: int, states: list[State]
):
    monkeypatch.setattr(checkup, "LONGEST_PATH", len(str(tmp_path / "outbox")) + checkup.LONGEST_NAME - over)
    assert [line.state for line in checkup.outbox(Home(tmp_path), Settings())] == states


# --- the machine -------------------------------------------------------------------------------


def test_versions_are_those_that_were_tried_together(monkeypatch: pytest.MonkeyPatch):
    assert machine.pinned(["pandas==3.1.1", "python-calamine==0.9.1", 'dask==2026.1; extra == "cluster"', "x>=1"]) == {
        "pandas": "3.1.1",
        "python-calamine": "0.9.1",
    }
    assert [line.state for line in machine.library("click", "0.1")] == [State.NOTE]
    assert [line.state for line in machine.library("no-such-library", "1")] == [State.WRONG]
    monkeypatch.setattr(sys, "version_info", (3, 15, 0))
    assert [line.state for line in machine.python()] == [State.NOTE]


@pytest.mark.parametrize(("gigabytes", "state"), [(2.0, "fine"), (1.9, "note"), (0.2, "note"), (0.1, "wrong")])
def test_little_room_on_the_disk_is_told_in_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, gigabytes: float, state: str
):
    class Usage:
        free = gigabytes * machine.GB

    monkeypatch.setattr(machine.shutil, "disk_usage", lambda folder: Usage)
    assert [line.state.value for line in machine.disk(tmp_path)] == [state]


@pytest.mark.parametrize(
    ("fonts", "state"),
    [("Noto\n微软雅黑,Microsoft YaHei", "fine"), ("Microsoft YaHei UI", "fine"), ("Noto", "note"), (None, "unknown")],
)
def test_the_workbooks_font_is_looked_for_under_both_its_names(
    monkeypatch: pytest.MonkeyPatch, fonts: str | None, state: str
):
    monkeypatch.setattr(machine, "installed_fonts", lambda: fonts)
    assert [line.state.value for line in machine.font()] == [state]


def test_a_machine_that_tells_no_fonts_is_asked_in_vain(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(machine.shutil, "which", lambda command: None)
    assert machine.installed_fonts() is None or sys.platform == "win32"


# --- whatever is broken ------------------------------------------------------------------------


@pytest.mark.parametrize("error", [ImportError("DLL load failed"), RuntimeError("x"), MemoryError(), RecursionError()])
def test_what_stops_a_look_is_a_line_of_its_own(error: Exception):
    def look() -> list[Finding]:
        raise error

    (line,) = looked("font", look)
    assert line.state is State.WRONG and line.remedy.zh
    assert f"× 有问题  字体  {line.found.zh}" in doctor_as_text(Diagnosis((line,), "zh"))


def test_it_speaks_where_the_libraries_can_not_be_loaded(tmp_path: Path):
    blocked = "import sys; sys.modules.update(dict.fromkeys(['pandas', 'pydantic', 'rich', 'pyarrow', 'filelock']))"
    told = subprocess.run(
        [sys.executable, "-c", f"{blocked}; from pipeline.cli import main; main()", "doctor", "--home", str(tmp_path)],
        capture_output=True,
        cwd=ROOT,
        env={"PYTHONIOENCODING": "utf-8", "PATH": ""},
        check=False,
    )
    assert told.returncode == 1 and told.stderr == b""
    assert "× 有问题  程序  装得不全" in told.stdout.decode()


def test_every_sentence_is_said_somewhere_and_every_state_has_its_word():
    program = "\n".join(path.read_text(encoding="utf-8") for path in sources() if "sentences" not in path.parts)
    assert {code for code in DOCTOR if f'"{code}"' not in program} == set()
    assert {state.value for state in State} == set(STATES) == set(MARKS)
    assert set(OFFICE) <= set(CHECKS)


@pytest.mark.parametrize(
    ("name", "content"),
    [(".hongdan/mailed.jsonl", b"0 []\n"), (".hongdan/post.json", b"{"), ("邮件模板/催收.txt", b"{")],
)
def test_what_would_stop_hongdan_mail_is_told_before_it_does(tmp_path: Path, name: str, content: bytes):
    place = tmp_path / name
    place.parent.mkdir()
    place.write_bytes(content)
    found = looked("mail", lambda: checkup.mail(Home(tmp_path), Settings()))
    assert [finding.state for finding in found] == [State.FINE, State.WRONG]
    assert place.name in found[-1].found.zh
