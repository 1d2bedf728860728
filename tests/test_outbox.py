"""The outbox: whole files or none, people's own files left alone, and what happens when a file can't be written."""

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import NotWritten
from pipeline.home import Home
from pipeline.outbox import Change, Outbox

Faults = pytest.MonkeyPatch


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def run(home: Home, files: dict[str, bytes], *folders: str) -> list[Change]:
    """One run that writes these files; what became of each."""
    outbox = Outbox(home)
    changes = [outbox.write(name, content) for name, content in files.items()]
    outbox.finish(*folders)
    return changes


def lying(home: Home) -> dict[str, bytes]:
    """Every file of the outbox, half-written ones too."""
    return {
        path.relative_to(home.outbox).as_posix(): path.read_bytes()
        for path in sorted(home.outbox.rglob("*"))
        if path.is_file()
    }


def run_of_many(home: Home, files: Iterable[tuple[str, bytes]]) -> list[tuple[str, Change]]:
    """One run that hands its files over together; what became of each, in the order of the report."""
    outbox = Outbox(home)
    try:
        outbox.write_all(files)
    finally:
        outbox.finish()
    return [(done.path, done.change) for done in outbox.written]


def opened_in_excel(monkeypatch: Faults, *places: Path) -> None:
    """From now on nothing can take the place of these files, nor can they be removed, as on Windows."""
    replace, unlink = Path.replace, Path.unlink

    def refuse(path: Path) -> None:
        if path in places:
            raise PermissionError(errno.EACCES, "in use")

    def guarded_replace(self: Path, target: Path) -> Path:
        refuse(target)
        return replace(self, target)

    def guarded_unlink(self: Path, missing_ok: bool = False) -> None:
        refuse(self)
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "replace", guarded_replace)
    monkeypatch.setattr(Path, "unlink", guarded_unlink)


# --- many at a time ---------------------------------------------------------------------------


def test_many_files_are_reported_in_the_order_in_which_they_were_handed_over(home: Home):
    files = {f"{number % 2}/{number}.xlsx": b"%d" % (number % 4) for number in range(40)}
    assert run_of_many(home, files.items()) == [(name, Change.NEW) for name in files]
    assert lying(home) == files
    files |= {"0/4.xlsx": b"other"}
    told = run_of_many(home, files.items())
    assert [name for name, change in told if change is not Change.UNCHANGED] == ["0/4.xlsx"]
    assert [name for name, _ in told] == list(files) and lying(home) == files


def test_one_of_many_that_can_not_be_written_stops_none_of_the_others(home: Home):
    home.outbox.mkdir()
    (home.outbox / "b").write_bytes(b"a file where a folder should be")
    outbox = Outbox(home)
    outbox.write_all([("a.xlsx", b"a"), ("b/b.xlsx", b"b"), ("c.xlsx", b"c")])
    assert [done.change for done in outbox.written] == [Change.NEW, Change.FAILED, Change.NEW]
    with pytest.raises(NotWritten, match=r"b/b\.xlsx"):
        outbox.finish()
    assert lying(home) == {"a.xlsx": b"a", "b": b"a file where a folder should be", "c.xlsx": b"c"}


def test_what_was_handed_over_before_a_fault_is_in_its_place(home: Home):
    def files() -> Iterator[tuple[str, bytes]]:
        yield "a.xlsx", b"a"
        yield "b.xlsx", b"b"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_of_many(home, files())
    assert lying(home) == {"a.xlsx": b"a", "b.xlsx": b"b"}


# --- whole files, untouched where nothing changed ----------------------------------------------


def test_a_workbook_is_new_then_unchanged_then_changed(home: Home):
    assert run(home, {"订单状态.xlsx": b"1"}) == [Change.NEW]
    assert run(home, {"订单状态.xlsx": b"1"}) == [Change.UNCHANGED]
    assert run(home, {"订单状态.xlsx": b"2"}) == [Change.CHANGED]
    assert lying(home) == {"订单状态.xlsx": b"2"}


def test_an_unchanged_workbook_is_not_touched(home: Home):
    run(home, {"a.xlsx": b"1"})
    os.utime(home.outbox / "a.xlsx", (1, 1))
    run(home, {"a.xlsx": b"1"})
    assert (home.outbox / "a.xlsx").stat().st_mtime == 1


def test_folders_are_made_as_they_are_needed(home: Home):
    run(home, {"对账单/2026-10/C001_甲.xlsx": b"1"})
    assert lying(home) == {"对账单/2026-10/C001_甲.xlsx": b"1"}


ON_WINDOWS = ["C:/a.xlsx", "a\\b.xlsx"] if sys.platform == "win32" else []


@pytest.mark.parametrize("name", ["../a.xlsx", "对账单/../../a.xlsx", "/a.xlsx", "", *ON_WINDOWS])
def test_a_name_that_leads_out_of_the_outbox_is_a_fault_of_our_own(home: Home, name: str):
    with pytest.raises(ValueError):
        Outbox(home).write(name, b"1")
    assert lying(home) == {}


def test_a_folder_that_leads_out_of_the_outbox_is_not_followed(home: Home, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    home.outbox.mkdir()
    (home.outbox / "对账单").symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(NotWritten, match="leads out of the outbox"):
        run(home, {"对账单/2026-10/a.xlsx": b"1", "b.xlsx": b"1"})
    assert list(elsewhere.iterdir()) == []
    assert (home.outbox / "b.xlsx").exists()


def test_a_folder_that_comes_to_lead_out_of_the_outbox_during_a_run_is_not_followed(home: Home, tmp_path: Path):
    elsewhere, folder = tmp_path / "elsewhere", home.outbox / "对账单"
    elsewhere.mkdir()
    outbox = Outbox(home)
    outbox.write("对账单/a.xlsx", b"1")
    folder.rename(tmp_path / "before")
    folder.symlink_to(elsewhere, target_is_directory=True)
    assert outbox.write("对账单/b.xlsx", b"1") is Change.FAILED
    assert list(elsewhere.iterdir()) == []


def test_a_folder_that_goes_during_a_run_is_made_again(home: Home, tmp_path: Path):
    outbox = Outbox(home)
    outbox.write("对账单/a.xlsx", b"1")
    (home.outbox / "对账单").rename(tmp_path / "gone")
    assert outbox.write("对账单/b.xlsx", b"1") is Change.NEW
    assert lying(home) == {"对账单/b.xlsx": b"1"}


# --- what goes, and what stays -----------------------------------------------------------------


def test_in_the_folders_of_the_run_only_what_it_wrote_stays_of_ours(home: Home):
    run(home, {"对账单/2026-10/a.xlsx": b"1", "对账单/2026-10/b.xlsx": b"1", "对账单/2026-09/a.xlsx": b"1"})
    run(home, {"对账单/2026-10/a.xlsx": b"1"}, "对账单/2026-10")
    assert set(lying(home)) == {"对账单/2026-10/a.xlsx", "对账单/2026-09/a.xlsx"}


def test_without_a_folder_named_nothing_goes(home: Home):
    run(home, {"退回修改/a.xlsx": b"1"})
    run(home, {"退回修改/b.xlsx": b"1"})
    assert set(lying(home)) == {"退回修改/a.xlsx", "退回修改/b.xlsx"}


def test_a_folder_goes_with_its_last_file_and_stays_with_somebody_elses(home: Home):
    run(home, {"退回修改/a.xlsx": b"1", "对账单/2026-10/a.xlsx": b"1"})
    (home.outbox / "对账单/2026-10/我的.txt").write_bytes(b"mine")
    run(home, {}, "退回修改", "对账单/2026-10")
    assert not (home.outbox / "退回修改").exists()
    assert lying(home) == {"对账单/2026-10/我的.txt": b"mine"}


def test_files_of_people_are_never_removed(home: Home):
    (home.outbox / "退回修改").mkdir(parents=True)
    (home.outbox / "退回修改/笔记.xlsx").write_bytes(b"mine")
    run(home, {"退回修改/a.xlsx": b"1"}, "退回修改")
    run(home, {}, "退回修改")
    assert lying(home) == {"退回修改/笔记.xlsx": b"mine"}


def test_a_name_that_was_ours_once_is_free_for_people(home: Home):
    run(home, {"退回修改/a.xlsx": b"1"})
    run(home, {}, "退回修改")
    (home.outbox / "退回修改").mkdir()
    (home.outbox / "退回修改/a.xlsx").write_bytes(b"mine")
    run(home, {}, "退回修改")
    assert lying(home) == {"退回修改/a.xlsx": b"mine"}


def test_the_record_holds_one_line_a_file_however_often_it_changed(home: Home):
    for content in (b"1", b"2", b"3"):
        run(home, {"a.xlsx": content, "b.xlsx": b"b"})
    assert len((home.ledger / "outbox.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_what_people_changed_in_a_workbook_is_kept_aside_before_it_is_replaced(home: Home):
    run(home, {"a.xlsx": b"ours"})
    (home.outbox / "a.xlsx").write_bytes(b"theirs")
    outbox = Outbox(home)
    assert outbox.write("a.xlsx", b"ours") is Change.CHANGED
    kept = outbox.written[0].set_aside
    assert (home.root / kept).read_bytes() == b"theirs"
    assert kept.startswith(".hongdan/edited/") and kept.endswith("a.xlsx")
    assert lying(home) == {"a.xlsx": b"ours"}


def test_what_people_change_while_other_workbooks_are_made_is_kept_aside_too(home: Home):
    run(home, {"a.xlsx": b"1"})

    def files() -> Iterator[tuple[str, bytes]]:
        yield from (("a.xlsx", b"2"), ("b.xlsx", b"2"))
        for name in "ab":
            (home.outbox / f"{name}.xlsx").write_bytes(b"theirs %s" % name.encode())
        yield "c.xlsx", b"2"

    run_of_many(home, files())
    assert lying(home) == {f"{name}.xlsx": b"2" for name in "abc"}
    assert {kept.read_bytes() for kept in (home.ledger / "edited").iterdir()} == {b"theirs a", b"theirs b"}


def test_what_can_not_be_kept_aside_is_not_replaced(home: Home):
    run(home, {"a.xlsx": b"ours"})
    (home.outbox / "a.xlsx").write_bytes(b"theirs")
    (home.ledger / "edited").write_bytes(b"a file where a folder should be")
    with pytest.raises(NotWritten, match=r"a\.xlsx"):
        run(home, {"a.xlsx": b"2"})
    assert lying(home) == {"a.xlsx": b"theirs"}


def test_what_we_wrote_ourselves_is_replaced_without_a_copy(home: Home):
    run(home, {"a.xlsx": b"1"})
    outbox = Outbox(home)
    outbox.write("a.xlsx", b"2")
    assert outbox.written[0].set_aside == ""
    assert not (home.ledger / "edited").exists()


def test_a_corrected_copy_that_is_no_longer_needed_goes_but_is_kept_aside(home: Home):
    run(home, {"退回修改/a.xlsx": b"ours"})
    (home.outbox / "退回修改/a.xlsx").write_bytes(b"corrected")
    run(home, {}, "退回修改")
    assert lying(home) == {}
    assert [path.read_bytes() for path in (home.ledger / "edited").iterdir()] == [b"corrected"]


# --- open in Excel -----------------------------------------------------------------------------


def test_a_workbook_that_is_open_is_written_beside_and_the_next_run_makes_good(home: Home, monkeypatch: Faults):
    run(home, {"订单状态.xlsx": b"1"})
    with monkeypatch.context() as excel:
        opened_in_excel(excel, home.outbox / "订单状态.xlsx")
        with pytest.raises(NotWritten) as stopped:
            run(home, {"订单状态.xlsx": b"2", "b.xlsx": b"b"})
    assert lying(home) == {"b.xlsx": b"b", "订单状态 (2).xlsx": b"2", "订单状态.xlsx": b"1"}
    for sentence in stopped.value.sentence:
        assert "订单状态.xlsx" in sentence and "订单状态 (2).xlsx" in sentence
    assert stopped.value.status == 5

    assert run(home, {"订单状态.xlsx": b"2", "b.xlsx": b"b"}) == [Change.CHANGED, Change.UNCHANGED]
    assert lying(home) == {"b.xlsx": b"b", "订单状态.xlsx": b"2"}


def test_a_stand_in_goes_too_when_what_it_stood_for_turns_out_as_it_was(home: Home, monkeypatch: Faults):
    run(home, {"a.xlsx": b"1"})
    with monkeypatch.context() as excel, pytest.raises(NotWritten):
        opened_in_excel(excel, home.outbox / "a.xlsx")
        run(home, {"a.xlsx": b"2"})
    assert run(home, {"a.xlsx": b"1"}) == [Change.UNCHANGED]
    assert lying(home) == {"a.xlsx": b"1"}


def test_while_it_stays_open_there_is_one_stand_in_with_the_latest_content(home: Home, monkeypatch: Faults):
    run(home, {"a.xlsx": b"1"})
    opened_in_excel(monkeypatch, home.outbox / "a.xlsx")
    for content in (b"2", b"3"):
        with pytest.raises(NotWritten):
            run(home, {"a.xlsx": content})
    assert lying(home) == {"a.xlsx": b"1", "a (2).xlsx": b"3"}


def test_a_stand_in_that_is_open_as_well_gives_way_to_another_and_goes_later(home: Home, monkeypatch: Faults):
    run(home, {"a.xlsx": b"1"})
    with monkeypatch.context() as excel:
        opened_in_excel(excel, home.outbox / "a.xlsx")
        with pytest.raises(NotWritten):
            run(home, {"a.xlsx": b"2"})
    with monkeypatch.context() as excel:
        opened_in_excel(excel, home.outbox / "a.xlsx", home.outbox / "a (2).xlsx")
        with pytest.raises(NotWritten, match=r"a \(3\)"):
            run(home, {"a.xlsx": b"3"})
    assert lying(home) == {"a.xlsx": b"1", "a (2).xlsx": b"2", "a (3).xlsx": b"3"}
    run(home, {"a.xlsx": b"3"})
    assert lying(home) == {"a.xlsx": b"3"}


def test_a_stand_in_never_takes_the_place_of_somebody_elses_file(home: Home, monkeypatch: Faults):
    run(home, {"退回修改/a.xlsx": b"1", "退回修改/a (2).xlsx": b"another inbox file"})
    (home.outbox / "退回修改/a (3).xlsx").write_bytes(b"mine")
    opened_in_excel(monkeypatch, home.outbox / "退回修改/a.xlsx")
    with pytest.raises(NotWritten, match=r"a \(4\)"):
        run(home, {"退回修改/a.xlsx": b"2", "退回修改/a (2).xlsx": b"another inbox file"}, "退回修改")
    assert lying(home)["退回修改/a (2).xlsx"] == b"another inbox file"
    assert lying(home)["退回修改/a (3).xlsx"] == b"mine"


def test_a_folder_under_the_name_of_a_workbook_is_in_its_way(home: Home):
    (home.outbox / "a.xlsx").mkdir(parents=True)
    with pytest.raises(NotWritten, match=r"a \(2\)"):
        run(home, {"a.xlsx": b"1"})
    assert lying(home) == {"a (2).xlsx": b"1"}


def test_a_workbook_that_should_go_but_is_open_is_named_and_goes_later(home: Home, monkeypatch: Faults):
    run(home, {"退回修改/a.xlsx": b"1"})
    with monkeypatch.context() as excel, pytest.raises(NotWritten, match=r"a\.xlsx"):
        opened_in_excel(excel, home.outbox / "退回修改/a.xlsx")
        run(home, {}, "退回修改")
    run(home, {}, "退回修改")
    assert lying(home) == {}


def test_a_stand_in_stays_while_its_file_still_can_not_be_written(home: Home, monkeypatch: Faults):
    run(home, {"a.xlsx": b"1"})
    with monkeypatch.context() as excel, pytest.raises(NotWritten):
        opened_in_excel(excel, home.outbox / "a.xlsx")
        run(home, {"a.xlsx": b"2"})

    def broken(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(NotWritten):
        run(home, {"a.xlsx": b"3"})
    assert lying(home) == {"a.xlsx": b"1", "a (2).xlsx": b"2"}


# --- full disk, no permission, killed ----------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "words"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "no permission"), (errno.EIO, "can't be written")],
)
def test_what_can_not_reach_the_disk_leaves_the_old_file_whole(home: Home, monkeypatch: Faults, fault: int, words: str):
    run(home, {"a.xlsx": b"1"})

    def broken(_handle: int) -> None:
        raise OSError(fault, os.strerror(fault))

    with monkeypatch.context() as disk, pytest.raises(NotWritten, match=words) as stopped:
        disk.setattr(os, "fsync", broken)
        run(home, {"a.xlsx": b"2", "b.xlsx": b"2"})
    assert lying(home) == {"a.xlsx": b"1"}
    assert "2 个文件" in stopped.value.sentence.zh
    assert run(home, {"a.xlsx": b"2", "b.xlsx": b"2"}) == [Change.CHANGED, Change.NEW]


def test_a_disk_that_fills_up_at_the_rename_leaves_the_old_file_and_nothing_beside(home: Home, monkeypatch: Faults):
    run(home, {"a.xlsx": b"1"})

    def full(_self: Path, _target: Path) -> Path:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as disk, pytest.raises(NotWritten, match="disk is full"):
        disk.setattr(Path, "replace", full)
        run(home, {"a.xlsx": b"2"})
    assert lying(home) == {"a.xlsx": b"1"}


def test_a_failed_workbook_is_not_taken_for_one_that_is_gone(home: Home, monkeypatch: Faults):
    run(home, {"退回修改/a.xlsx": b"1"})

    def broken(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(NotWritten):
        run(home, {"退回修改/a.xlsx": b"2"}, "退回修改")
    assert lying(home) == {"退回修改/a.xlsx": b"1"}


def test_an_outbox_that_is_a_file_is_said_in_words(home: Home):
    home.outbox.write_bytes(b"")
    with pytest.raises(NotWritten, match=r"a\.xlsx"):
        run(home, {"a.xlsx": b"1"})


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_run_killed_while_it_writes_leaves_the_old_file_and_the_next_sweeps_up(
    home: Home, monkeypatch: Faults, step: str
):
    run(home, {"退回修改/a.xlsx": b"1"})

    def killed(*_arguments: object) -> None:
        raise Killed

    with monkeypatch.context() as power, pytest.raises(Killed):
        power.setattr(os if step == "fsync" else Path, step, killed)
        run(home, {"退回修改/a.xlsx": b"2", "退回修改/b.xlsx": b"2"})
    assert lying(home)["退回修改/a.xlsx"] == b"1"
    outbox = Outbox(home)
    assert lying(home) == {"退回修改/a.xlsx": b"1"}
    outbox.write("退回修改/a.xlsx", b"3")
    assert outbox.written[0].set_aside == "", "a version of ours was taken for somebody's"


def test_a_run_killed_after_a_new_file_still_knows_it_as_its_own(home: Home):
    outbox = Outbox(home)
    outbox.write("退回修改/a.xlsx", b"1")
    run(home, {}, "退回修改")
    assert lying(home) == {}


def test_half_a_line_in_the_record_is_passed_over(home: Home):
    run(home, {"退回修改/a.xlsx": b"1"})
    with (home.ledger / "outbox.jsonl").open("a", encoding="utf-8") as record:
        record.write('["退回')
    run(home, {}, "退回修改")
    assert lying(home) == {}


# --- dated copies ------------------------------------------------------------------------------


def test_a_dated_copy_is_kept_of_everything_when_asked_for(home: Home):
    for day, content in ((5, b"1"), (6, b"2")):
        outbox = Outbox(home, copies_of=date(2026, 11, day))
        outbox.write("a.xlsx", content)
        outbox.write("退回修改/b.xlsx", b"b")
        outbox.finish("退回修改")
    assert lying(home) == {
        "a.xlsx": b"2",
        "退回修改/b.xlsx": b"b",
        "历史/2026-11-05/a.xlsx": b"1",
        "历史/2026-11-05/退回修改/b.xlsx": b"b",
        "历史/2026-11-06/a.xlsx": b"2",
        "历史/2026-11-06/退回修改/b.xlsx": b"b",
    }
