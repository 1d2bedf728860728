"""When a watch runs: the clock and the waiting are arguments, and a run is a line in a record."""

import errno
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from os import utime
from pathlib import Path

import pytest

import pipeline.looks
import pipeline.watch
from pipeline.arrivals import seen_in
from pipeline.home import Home
from pipeline.intake.inbox import Stamp, scan
from pipeline.ledger.originals import GONE, UNREADABLE, Kept, NotKept, Originals
from pipeline.looks import Look
from pipeline.record import ledger_of
from pipeline.settings import Settings
from pipeline.watch import LONGEST_PAUSE, LONGEST_PAUSE_FOR_FILES, PATIENCE, Pace, Ran, attempt, one_run, watch
from pipeline.watching import Lines, OfficeTime, watching

START = datetime(2026, 11, 4, 9, 0)
EVERY = 2.0
DONE, SETTINGS, LOCKED, NOT_WRITTEN, CUT_OFF, FAULT = 0, 3, 4, 5, 5, 70


@dataclass
class Office:
    """An office whose clock stands still but while the watch rests.

    Attributes:
        home: Its folder.
        events: What happens before which second is over.
        ends: The second at which the watch is asked to stop.
        statuses: How the runs end, one after the other; then well.
        runs: Second, day and files of every run.
        said: What was printed.
        start: When the watch begins.
        shown: The live lines.
    """

    home: Home
    ends: float = 60.0
    every: float = EVERY
    events: list[tuple[float, Callable[[], object]]] = field(default_factory=list)
    statuses: Iterator[int] = field(default_factory=lambda: iter(()))
    start: datetime = START
    second: float = 0.0
    runs: list[tuple[float, date, set[str]]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def now(self) -> datetime:
        """The time it is."""
        return self.start + timedelta(seconds=self.second)

    def rest(self, seconds: float) -> bool:
        """Lets time pass, and what happens meanwhile happen."""
        self.second += seconds
        for event in [event for event in self.events if event[0] <= self.second]:
            self.events.remove(event)
            event[1]()
        return self.second > self.ends

    def work(self, home: Home, as_of: date, at_rest: Mapping[Path, Stamp]) -> Ran:
        """Puts a run on record, and ends it as it is to end."""
        self.runs.append((self.second, as_of, {path.name for path in at_rest}))
        status = next(self.statuses, DONE)
        return Ran(as_of, status, "" if status == DONE else f"失败 {status}")

    def watched(self) -> "Office":
        """The office after the watch was asked to stop."""
        lines = Lines(self.home, self.said.append, self.shown.append)
        watch(self.home, self.every, now=self.now, rest=self.rest, work=self.work, screen=lines)
        return self

    def drops(self, second: float, name: str, content: str = "x") -> None:
        """Has somebody drop a file, or save it again."""
        self.events.append((second, lambda: (self.home.inbox / name).write_text(content)))

    @property
    def seconds(self) -> list[float]:
        """When the runs began."""
        return [second for second, _, _ in self.runs]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    (tmp_path / "inbox").mkdir()
    return Office(Home(tmp_path))


def test_it_begins_with_a_run_and_then_there_is_none_without_a_reason(office: Office):
    office.watched()
    assert office.runs == [(2.0, START.date(), set())]


def test_a_file_is_taken_in_once_as_soon_as_it_is_at_rest(office: Office):
    office.drops(9, "a.csv")
    office.watched()
    assert office.runs[1:] == [(12.0, START.date(), {"a.csv"})]


def test_a_file_that_grows_for_a_while_waits_for_its_end(office: Office):
    for second in range(10, 21):
        office.drops(second, "a.csv", "x" * second)
    office.watched()
    assert office.seconds[1:] == [22.0]


def test_files_that_come_one_after_the_other_are_taken_in_together(office: Office):
    office.drops(9, "a.csv")
    office.drops(11, "b.csv")
    office.drops(13, "c.csv")
    office.watched()
    assert [files for _, _, files in office.runs[1:]] == [{"a.csv", "b.csv", "c.csv"}]


def test_one_that_is_written_for_ever_does_not_hold_up_the_others(office: Office):
    office.drops(9, "a.csv")
    for second in range(4, 61):
        office.drops(second, "log.csv", "x" * second)
    office.watched()
    assert office.runs[1:] == [(10.0 + (PATIENCE + 1) * EVERY, START.date(), {"a.csv"})]


def test_a_file_that_is_deleted_is_no_reason_and_one_that_comes_back_is_looked_at(office: Office):
    office.drops(0, "a.csv")
    office.events.append((20, (office.home.inbox / "a.csv").unlink))
    office.drops(30, "a.csv")
    office.watched()
    assert office.seconds == [2.0, 4.0, 32.0]


def test_a_file_that_was_refused_as_it_did_not_open_is_given_to_a_run_again_when_it_does(office: Office, monkeypatch):
    shut = [True]
    monkeypatch.setattr(pipeline.looks, "can_be_opened", lambda path: not shut)
    office.ends = 120
    office.drops(9, "a.csv")
    office.events.append((80, shut.clear))
    office.watched()
    assert office.runs[1:] == [(second, START.date(), {"a.csv"}) for second in (10.0 + 29 * EVERY, 82.0)]


def test_edited_settings_are_a_reason(office: Office):
    office.events.append((20, lambda: office.home.settings.write_text('lang = "en"')))
    office.watched()
    assert office.seconds[1:] == [22.0]


def test_a_new_day_is_a_reason_once(office: Office):
    office.ends, office.every = 3 * 86_400, 600.0
    office.watched()
    assert [as_of for _, as_of, _ in office.runs] == [START.date() + timedelta(days=day) for day in range(4)]


def test_after_a_week_of_sleep_it_runs_once_for_the_day_it_is(office: Office):
    office.ends = 8 * 86_400
    office.events.append((10, lambda: setattr(office, "second", office.second + 7 * 86_400)))
    office.events.append((7 * 86_400 + 100, lambda: setattr(office, "ends", 0.0)))
    office.watched()
    assert [as_of for _, as_of, _ in office.runs] == [START.date(), START.date() + timedelta(days=7)]


@pytest.mark.parametrize("status", [SETTINGS, LOCKED, NOT_WRITTEN, FAULT])
def test_a_run_that_fails_is_tried_again_ever_more_rarely_and_said_once(office: Office, status: int):
    office.ends, office.statuses = 400, iter([status] * 9)
    office.watched()
    pauses = [later - sooner for sooner, later in zip(office.seconds, office.seconds[1:], strict=False)]
    assert pauses == [2.0, 4.0, 8.0, 16.0, 32.0, *[LONGEST_PAUSE] * 4]
    assert len([line for line in office.said if f"失败 {status}" in line]) == 1


def test_a_run_that_could_not_have_every_file_is_tried_again_without_ado_ever_more_rarely(office: Office, monkeypatch):
    work = office.work
    monkeypatch.setattr(office, "work", lambda *given: work(*given)._replace(missed=int(len(office.runs) < 4)))
    office.watched()
    assert office.seconds == [2.0, 4.0, 8.0, 16.0]
    assert not any("失败" in line for line in office.said)
    pace = Pace(EVERY, pause=LONGEST_PAUSE_FOR_FILES)
    pace.ran(Look({}, 0), Ran(START.date(), missed=1))
    assert pace.pause == LONGEST_PAUSE_FOR_FILES


def test_another_failure_is_said_and_the_same_one_after_a_good_run_too(office: Office):
    office.statuses = iter([LOCKED, NOT_WRITTEN, DONE, NOT_WRITTEN])
    office.drops(30, "a.csv")
    office.watched()
    assert [line.split("失败 ")[1][0] for line in office.said if "失败" in line] == ["4", "5", "5"]


def test_what_is_mended_is_not_left_waiting_for_the_next_try(office: Office):
    office.statuses = iter([SETTINGS] * 5)
    office.events.append((41, lambda: office.home.settings.write_text('lang = "en"')))
    office.watched()
    assert office.seconds == [2.0, 4.0, 8.0, 16.0, 32.0, 44.0]


def test_a_file_that_is_missed_for_long_does_not_hold_up_the_days_run():
    pace, look, today = Pace(EVERY), Look({}, 0), START.date()
    for _ in range(20):
        pace.ran(look, Ran(today, missed=1))
    assert pace.left == LONGEST_PAUSE_FOR_FILES
    assert (pace.is_due(look, today), pace.is_due(look, today + timedelta(days=1))) == (False, True)


def test_while_the_inbox_is_away_nothing_runs_not_even_for_a_new_day(office: Office):
    away = office.home.root / "away"
    office.ends, office.every = 3 * 86_400, 600.0
    office.events.append((700, lambda: office.home.inbox.rename(away)))
    office.events.append((2 * 86_400, lambda: away.rename(office.home.inbox)))
    office.watched()
    assert [(second, as_of.day) for second, as_of, _ in office.runs] == [(600.0, 4), (172_800.0, 6), (226_800.0, 7)]
    assert sum("找不到收件箱" in line for line in office.said) == 1
    assert sum("收件箱回来了" in line for line in office.said) == 1


def test_asked_to_stop_during_a_run_it_looks_no_more(office: Office):
    office.ends = 3.0
    office.drops(0, "a.csv")
    assert office.watched().seconds == [2.0]


def test_a_run_that_was_ended_together_with_the_watch_is_no_failure_to_speak_of(office: Office, monkeypatch):
    def cut_off(home: Home, as_of: date, at_rest: Mapping[Path, Stamp]) -> Ran:
        office.ends = 0.0
        return Ran(as_of, FAULT, "断了")

    monkeypatch.setattr(office, "work", cut_off)
    assert office.watched().said == []


def test_the_live_line_says_what_waits(office: Office):
    office.drops(9, "a.csv")
    office.watched()
    assert any("1 个文件正在放进来" in line for line in office.shown)


def test_no_line_has_a_letter_that_a_chinese_console_lacks(office: Office):
    office.statuses = iter([LOCKED])
    office.drops(9, "a.csv")
    office.watched()
    for line in [*office.said, *office.shown]:
        line.encode("gbk")


def test_a_look_without_an_inbox_is_told_with_the_last_run(tmp_path: Path):
    shown: list[str] = []
    lines = Lines(Home(tmp_path), lambda text: None, shown.append)
    lines.looked(START, Look({}, 0), Ran(START.date(), held_back=3))
    assert "退回 3 张单据" in shown[0]


# --- one run -------------------------------------------------------------------------------------


def fails(monkeypatch: pytest.MonkeyPatch, where: str, error: Exception) -> None:
    """Has something raise an error."""

    def failing(*args: object, **named: object) -> None:
        raise error

    monkeypatch.setattr(pipeline.watch, where, failing)


def test_what_stops_a_run_is_its_status_and_sentence(office: Office):
    office.home.settings.write_text("lang = 1")
    ran = attempt(office.home, START.date(), {})
    assert ran.status == SETTINGS and "lang" in ran.said


def test_a_fault_of_our_own_is_logged_and_the_watch_goes_on(office: Office, monkeypatch):
    fails(monkeypatch, "run", ValueError("odd"))
    ran = attempt(office.home, START.date(), {})
    assert ran.status == FAULT and str(office.home.log) in ran.said
    assert "ValueError: odd" in office.home.log.read_text(encoding="utf-8")


@pytest.mark.parametrize("error", [BrokenProcessPool(), OSError(errno.ENOMEM, "no memory"), EOFError()])
def test_a_run_that_is_killed_or_finds_no_process_kills_no_watch(office: Office, monkeypatch, error: Exception):
    fails(monkeypatch, "alone", error)
    assert one_run(office.home, START.date(), {}).status == CUT_OFF


def test_a_run_is_given_the_files_at_rest_as_they_were_and_no_others(office: Office):
    for name in ("rest.csv", "grown.csv", "new.csv"):
        (office.home.inbox / name).write_text(name)
    lying = {seen.path: seen.stamp for seen in scan(office.home.inbox)}
    rest, grown = (office.home.inbox / name for name in ("rest.csv", "grown.csv"))
    ledger = ledger_of(office.home, Settings())
    found = seen_in(office.home, ledger.journal, {rest: lying[rest], grown: (1, lying[grown][1])})
    assert [seen.name for seen in found] == ["rest.csv"]


def test_a_file_that_was_away_during_a_run_is_missed_and_one_that_is_shut_is_not(office: Office, monkeypatch):
    names = ("away.csv", "lost.csv", "there.csv")
    for name in names:
        (office.home.inbox / name).write_text(name)
        utime(office.home.inbox / name, (1, 1))
    at_rest = {seen.path: seen.stamp for seen in scan(office.home.inbox)}
    ledger, keep = ledger_of(office.home, Settings()), Originals.keep

    def cut_off(originals: Originals, file: Path) -> Kept:
        if file.name != "there.csv":
            raise NotKept(UNREADABLE if file.name == "lost.csv" else GONE)
        return keep(originals, file)

    with monkeypatch.context() as patched:
        patched.setattr(Originals, "keep", cut_off)
        ledger.take_in(scan(office.home.inbox), START.date())
    assert pipeline.watch.missed(office.home, at_rest) == 2
    monkeypatch.setattr(pipeline.watch, "can_be_opened", lambda path: path.name != "lost.csv")
    assert pipeline.watch.missed(office.home, at_rest) == 1
    ledger.take_in(scan(office.home.inbox), START.date())
    assert pipeline.watch.missed(office.home, at_rest) == 0


def test_a_watch_knows_its_folder_and_does_not_stand_in_it(office: Office, monkeypatch, capsys):
    monkeypatch.chdir(office.home.root)
    watching(Home(Path()), EVERY, lambda seconds: True)
    assert str(office.home.inbox) in capsys.readouterr().out
    assert Path.cwd() == Path(office.home.root.anchor), "else no process could be started after the folder was away"


def test_the_office_keeps_its_time_while_its_settings_are_edited(office: Office):
    time = OfficeTime(office.home)
    office.home.settings.write_text('timezone = "America/New_York"')
    there = time().utcoffset()
    office.home.settings.write_text('timezone = "Americ')
    assert time().utcoffset() == there
    assert str(time().tzinfo) == "America/New_York"
