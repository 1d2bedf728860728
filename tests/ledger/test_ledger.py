"""Taking in: what changed, what is refused, what a kill leaves, what a withdrawal asks for."""

import itertools
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.damage import damaged_originals
from pipeline.errors import NotWritten, StoreAway, WrongUsage
from pipeline.home import Home
from pipeline.intake.inbox import scan
from pipeline.intake.reading import Named, Reading
from pipeline.intake.rules import ReadingRules
from pipeline.ledger import drops, journal, originals, whole
from pipeline.ledger.changed import changed as files_changed
from pipeline.ledger.closed import standing
from pipeline.ledger.journal import Closing, Journal, Outcome, Verb
from pipeline.ledger.ledger import Ledger
from pipeline.ledger.shape import USER_VERSION
from pipeline.record import ledger_of
from pipeline.settings import load
from pipeline.workers import Workers
from tests.forms import FULL
from tests.ledger.made import BASE, DAY, REFUSED, RULES, SECOND, Office, lines, order, reading, report


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


def changed(office):
    return [seen.name for seen in files_changed(scan(office.inbox), office.ledger.journal, office.ledger.originals)]


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


# --- where it lies


def test_originals_and_rows_lie_in_the_store_and_nothing_else_does(office, tmp_path):
    plain = office.drop("a.xlsx", order("SO1"))
    store = tmp_path / "share"
    store.mkdir()
    for bulk in ("originals", "drops"):
        (office.ledger.folder / bulk).rename(store / bulk)
    office.ledger = replace(office.ledger, store=store)
    assert lines(office.ledger.current()) == lines(plain)
    assert len(lines(office.drop("b.xlsx", order("SO2")))) == 2
    assert {path.name for path in store.iterdir()} == {"originals", "drops"}
    assert not {"originals", "drops"} & {path.name for path in office.ledger.folder.iterdir()}
    (first, *_) = sorted((store / "originals").iterdir())
    first.write_bytes(b"")
    assert list(damaged_originals(office.ledger).values()) == [f"share/originals/{first.name}"]


def test_a_store_that_is_away_stops_the_command_and_is_not_made(tmp_path):
    (tmp_path / "hongdan.toml").write_text("[ledger]\nstore = 'share'", encoding="utf-8")
    with pytest.raises(StoreAway, match="share"):
        ledger_of(Home(tmp_path), load(tmp_path / "hongdan.toml"))
    (tmp_path / "share").mkdir()
    assert ledger_of(Home(tmp_path), load(tmp_path / "hongdan.toml")).bulk == tmp_path / "share"


# --- what changed


def test_the_same_file_twice_is_a_no_op(office):
    office.drop("a.xlsx", order("SO1"))
    before = files_of(office.ledger.folder)
    assert changed(office) == []
    assert office.run() == ()
    assert files_of(office.ledger.folder) == before
    assert office.read_names == ["a.xlsx"]


def test_a_file_touched_but_not_changed_is_not_taken_in(office):
    office.drop("a.xlsx", order("SO1"), at=10)
    os.utime(office.inbox / "a.xlsx", ns=(BASE + 99 * SECOND,) * 2)
    assert changed(office) == []


def test_a_change_that_keeps_size_and_time_is_seen_when_it_came_just_after_the_file_was_taken_in(office):
    path = office.inbox / "a.xlsx"
    office.save("a.xlsx", order("SO1", 1))
    now = path.stat().st_ctime_ns
    os.utime(path, ns=(now, now))
    office.run()
    office.save("a.xlsx", order("SO1", 2))
    os.utime(path, ns=(now, now))
    assert changed(office) == ["a.xlsx"]


def test_a_file_as_old_as_it_was_is_not_looked_into(office, monkeypatch):
    office.drop("a.xlsx", order("SO1"), at=-10_000_000)
    monkeypatch.setattr("pipeline.ledger.changed.digest_of", lambda path: pytest.fail("looked into"))
    assert changed(office) == []


def test_a_refused_file_is_tried_again_when_it_changes_and_not_before(office):
    office.drop("a.xlsx", REFUSED)
    assert changed(office) == []
    office.save("a.xlsx", order("SO1"))
    assert changed(office) == ["a.xlsx"]


def test_a_file_in_a_subfolder_goes_by_its_path_below_the_inbox(office):
    assert lines(office.drop("十月/a.xlsx", order("SO1"))) == [("SO1", 10000, "十月/a.xlsx", 2)]


def test_files_are_read_in_guarded_processes_and_each_is_told_of(office):
    for number in range(5):
        office.save(f"{number}.xlsx", order(f"SO{number}"))
    told = []
    with Workers(2) as workers:
        taken = office.run(workers=workers, tick=lambda done, total: told.append((done, total)))
    assert [version.name for version in taken] == [f"{n}.xlsx" for n in range(5)]
    assert told == [(n, 5) for n in range(1, 6)]


def deadly(files: Sequence[Named], rules: ReadingRules) -> list[Reading]:
    """Reads every file but one, which ends the process."""
    if any(content == b"deadly" for content, _ in files):
        os.abort()
    return [reading(order(content.decode())) for content, _ in files]


def test_a_file_that_kills_its_reader_is_refused_and_nothing_else_is(tmp_path):
    ledger = Ledger(tmp_path / ".hongdan", RULES, deadly)
    for name in ("SO1", "deadly", "SO2"):
        (tmp_path / "inbox").mkdir(exist_ok=True)
        (tmp_path / "inbox" / f"{name}.xlsx").write_text(name, encoding="utf-8")
    with Workers(2) as workers:
        taken = ledger.take_in(scan(tmp_path / "inbox"), DAY, workers)
        assert {v.name: v.outcome for v in taken} == {
            "SO1.xlsx": Outcome.READ, "deadly.xlsx": Outcome.REFUSED, "SO2.xlsx": Outcome.READ,
        }  # fmt: skip
        now = ledger.current(workers=workers)
        assert [problem.code for problem in now.problems["deadly.xlsx"]] == ["reader_died"]
        assert set(now.tables["orders"]["order_no"]) == {"SO1", "SO2"}
        assert ledger.take_in(scan(tmp_path / "inbox"), DAY, workers) == ()
        (tmp_path / "inbox" / "deadly.xlsx").write_text("SO3", encoding="utf-8")
        assert [v.outcome for v in ledger.take_in(scan(tmp_path / "inbox"), DAY, workers)] == [Outcome.READ]


def test_the_journal_says_which_files_were_read_and_which_refused(office):
    office.save("a.xlsx", order("SO1"))
    office.save("b.xlsx", REFUSED)
    assert [(v.name, v.outcome) for v in office.run()] == [("a.xlsx", Outcome.READ), ("b.xlsx", Outcome.REFUSED)]


# --- files that can't be had


def test_a_file_that_changes_while_it_is_read_is_refused_and_tried_again(office, monkeypatch):
    office.save("a.xlsx", order("SO1"))
    office.save("b.xlsx", order("SO2"))
    copied = originals.copied

    def written_to(file, copy):
        found = copied(file, copy)
        if file.name == "a.xlsx":
            os.utime(file, ns=(BASE, BASE))
        return found

    with monkeypatch.context() as patch:
        patch.setattr(originals, "copied", written_to)
        office.run()
    current = office.now()
    assert [row[0] for row in lines(current)] == ["SO2"]
    assert current.problems["a.xlsx"][0].code == "changing"
    assert report(current)[0][:3] == ("a.xlsx", None, "拒收")
    assert len(list(office.ledger.originals.folder.iterdir())) == 1

    assert [version.name for version in office.run()] == ["a.xlsx"]
    assert office.now().problems == {}


def test_a_file_that_changes_while_it_is_read_keeps_counting_as_it_was(office, monkeypatch):
    office.drop("a.xlsx", order("SO1"))
    office.save("a.xlsx", order("SO1", 2))
    copied = originals.copied
    monkeypatch.setattr(originals, "copied", lambda file, copy: (copied(file, copy), os.utime(file, ns=(1, 1)))[0])
    office.run()
    assert lines(office.now()) == [("SO1", 10000, "a.xlsx", 2)]
    assert office.now().problems["a.xlsx"][0].still_counts


def test_a_file_that_may_not_be_read_is_refused_with_what_the_system_says(office, monkeypatch):
    office.save("a.xlsx", order("SO1"))
    office.save("b.xlsx", order("SO2"))
    plain_open = Path.open

    def locked(path, *args, **named):
        if path == office.inbox / "a.xlsx":
            raise PermissionError(13, "Permission denied")
        return plain_open(path, *args, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", locked)
        office.run()
    current = office.now()
    assert [row[0] for row in lines(current)] == ["SO2"]
    assert "Permission denied" in current.intake["notes"][0]


def test_a_file_that_vanishes_before_it_is_read_is_left_out(office):
    office.save("a.xlsx", order("SO1"))
    seen = scan(office.inbox)
    (office.inbox / "a.xlsx").unlink()
    assert office.ledger.take_in(seen, DAY) == ()
    assert office.now().intake.empty


# --- killed


class Killed(BaseException):
    """As if the process ended here."""


def steps(monkeypatch, at: int) -> None:
    """Lets `at` steps that reach the disk pass, and ends the process before the next one."""
    taken = itertools.count()

    def counted(step):
        def stepping(*args, **named):
            if next(taken) >= at:
                raise Killed
            return step(*args, **named)

        return stepping

    monkeypatch.setattr(Path, "replace", counted(Path.replace))
    monkeypatch.setattr(whole.os, "fsync", counted(os.fsync))
    monkeypatch.setattr(whole.shutil, "rmtree", counted(whole.shutil.rmtree))
    monkeypatch.setattr(drops.pq, "write_table", counted(drops.pq.write_table))
    monkeypatch.setattr(journal, "_row", counted(journal._row))


def test_a_run_killed_between_any_two_steps_leaves_the_old_or_new_state_and_the_next_the_new(tmp_path, monkeypatch):
    committed, new = [], [("SO1", 2000, "a.xlsx", 2), ("SO2", 10000, "b.xlsx", 2)]
    at, done = 0, False
    while not done:
        office = Office(tmp_path / str(at))
        office.drop("a.xlsx", order("SO1", 1))
        old = office.now()
        office.save("a.xlsx", order("SO1", 2))
        office.save("b.xlsx", order("SO2"))
        with monkeypatch.context() as patch:
            steps(patch, at)
            try:
                office.run()
                done = True
            except Killed:
                pass
        if not done:
            current = office.now()
            committed.append(lines(current) == new)
            assert committed[-1] or (lines(current) == lines(old) and current.intake.equals(old.intake))
        office.run()
        assert lines(office.now()) == new
        assert not list(office.ledger.folder.rglob("~*"))
        at += 1 if FULL else 7  # a kill before every step, or before every seventh
    assert at > 15 and committed == sorted(committed) and committed.count(True) <= 3, "only what follows the commit"


def test_the_journal_takes_a_run_whole_or_not_at_all(office):
    office.drop("a.xlsx", order("SO1"))
    kept = office.ledger.journal
    before = kept.versions()
    broken = [before[0], replace(before[0], outcome=Outcome.READ, size=None)]
    with pytest.raises(sqlite3.IntegrityError):
        kept.add(DAY, broken)
    assert kept.versions() == before


def test_rows_of_the_journal_are_never_changed(office):
    office.drop("a.xlsx", order("SO1"))
    with sqlite3.connect(office.ledger.journal.path) as database:
        for statement in ("UPDATE drops SET outcome = 'refused'", "DELETE FROM drops", "DELETE FROM runs"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                database.execute(statement)


def test_a_journal_of_a_newer_program_is_left_alone(office):
    office.drop("a.xlsx", order("SO1"))
    with sqlite3.connect(office.ledger.journal.path) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(WrongUsage) as stopped:
        office.now()
    assert "更新版本" in stopped.value.sentence.zh


def test_a_journal_killed_before_its_first_commit_has_no_rows(tmp_path):
    sqlite3.connect(tmp_path / "journal.db").close()
    (tmp_path / "journal.db").touch()
    assert Journal(tmp_path / "journal.db").versions() == ()


def test_a_full_disk_stops_the_run_with_the_place_and_leaves_the_old_state(office, monkeypatch):
    office.drop("a.xlsx", order("SO1"))
    office.save("b.xlsx", order("SO2"))

    def full(handle):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(whole.os, "fsync", full)
        with pytest.raises(NotWritten) as stopped:
            office.run()
    assert stopped.value.status == 5
    assert "No space left" in stopped.value.sentence.en
    assert [row[0] for row in lines(office.now())] == ["SO1"]


# --- read again


def test_files_are_read_again_when_the_reading_rules_change_and_only_then(office):
    office.drop("a.xlsx", order("SO1"))
    office.now()
    assert office.read_names == ["a.xlsx"]
    office.ledger = replace(office.ledger, rules=replace(office.ledger.rules, aliases=(("orders", "order_no", "单"),)))
    (content,) = office.readings
    office.readings[content] = office.readings[content].__class__(refusal=REFUSED.refusal)
    assert lines(office.now()) == []
    assert office.read_names == ["a.xlsx"] * 2
    assert report(office.now())[0][2] == "拒收"


def test_what_was_read_by_older_rules_is_swept_up(office):
    office.drop("a.xlsx", order("SO1"))
    office.ledger = replace(office.ledger, rules=replace(office.ledger.rules, encoding="big5"))
    office.now()
    office.drop("b.xlsx", order("SO2"))
    assert len(list(office.ledger.drops.folder.glob("*/*"))) == 2


def test_what_was_read_is_read_again_from_the_archive_when_it_is_lost(office):
    office.drop("a.xlsx", order("SO1", 1))
    office.drop("a.xlsx", order("SO1", 2, state="held"))
    (office.inbox / "a.xlsx").unlink()
    whole.shutil.rmtree(office.ledger.drops.folder)
    assert lines(office.now()) == [("SO1", 1000, "a.xlsx", 2)]


# --- withdraw


def test_withdrawing_a_file_that_is_not_on_record_suggests_the_ones_like_it(office):
    office.drop("十月订单.xlsx", order("SO1"))
    with pytest.raises(WrongUsage) as stopped:
        office.ledger.withdraw("十月定单.xlsx", DAY)
    assert "是不是：十月订单.xlsx" in stopped.value.sentence.zh
    assert "十月定单.xlsx" in stopped.value.sentence.en


def test_withdrawing_where_nothing_was_ever_taken_in_is_wrong_usage_and_leaves_no_ledger(office):
    with pytest.raises(WrongUsage):
        office.ledger.withdraw("a.xlsx", DAY)
    assert not office.ledger.folder.exists()


def test_withdrawing_twice_is_one_withdrawal(office):
    office.drop("a.xlsx", order("SO1"))
    assert office.ledger.withdraw("a.xlsx", DAY)
    rows = office.ledger.journal.versions()
    assert not office.ledger.withdraw("a.xlsx", date(2026, 11, 1))
    assert office.ledger.journal.versions() == rows


def test_the_bytes_of_a_withdrawn_file_stay(office):
    office.save("a.xlsx", order("SO1"))
    content = (office.inbox / "a.xlsx").read_bytes()
    office.run()
    office.ledger.withdraw("a.xlsx", DAY)
    assert office.ledger.content("a.xlsx") == content


# --- the inbox


def test_the_inbox_is_left_exactly_as_it_was(office):
    office.save("a.csv", order("SO1"))
    office.save("a.csv.xlsx", order("SO1", 2))
    office.save("b.xlsx", REFUSED)
    before = files_of(office.inbox), [p.stat().st_mtime_ns for p in sorted(office.inbox.rglob("*"))]
    office.run()
    office.ledger.withdraw("a.csv", DAY)
    assert (files_of(office.inbox), [p.stat().st_mtime_ns for p in sorted(office.inbox.rglob("*"))]) == before


def test_bytes_that_somebody_removed_from_the_archive_do_not_stop_a_run_and_are_kept_again_when_they_come_again(office):
    office.drop("a.xlsx", order("SO1"))
    whole.shutil.rmtree(office.ledger.originals.folder)
    assert office.run() == ()
    office.drop("b.xlsx", order("SO1"))
    assert office.ledger.content("a.xlsx") == (office.inbox / "a.xlsx").read_bytes()


def test_a_file_is_withdrawn_under_the_name_of_its_corrected_copy_too(office):
    office.drop("a.csv", order("SO1"))
    assert office.ledger.withdraw("a.csv.xlsx", DAY)
    assert lines(office.now()) == []


@pytest.mark.parametrize(("shape", "later"), [(1, ["closings", "reports"]), (2, ["reports"])])
def test_a_journal_of_an_earlier_shape_gains_what_came_since_with_its_next_row(office, shape, later):
    office.drop("a.xlsx", order("SO1"))
    kept = office.ledger.journal
    before = kept.versions()
    with sqlite3.connect(kept.path) as database:
        for table in later:
            database.execute(f"DROP TABLE {table}")
        database.execute(f"PRAGMA user_version = {shape}")
    kept.path.with_suffix(".sha256").unlink()
    assert kept.versions() == before and kept.closings() == () and kept.reports() == {}
    month = Closing(date(2026, 9, 1), Verb.CLOSED, "abc", "SO1")
    kept.add(DAY, closings=[month], reports=["def"])
    assert kept.versions() == before and kept.closings() == (replace(month, as_of=DAY),)
    assert kept.reports() == {DAY: "def"}
    with sqlite3.connect(kept.path) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (USER_VERSION,)
        for table in ("closings", "reports"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                database.execute(f"DELETE FROM {table}")


def test_a_month_that_was_opened_again_is_closed_no_longer():
    august, september = (Closing(date(2026, month, 1), Verb.CLOSED, "") for month in (8, 9))
    opened = replace(september, verb=Verb.REOPENED)
    assert standing([august, september, opened]) == (august,)
    assert standing([august, september, opened, september]) == (august, september)
