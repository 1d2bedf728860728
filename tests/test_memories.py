"""What reports leave behind: kept by day, the last of a day counts, and damage is noticed."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from pipeline.damage import damaged_memories
from pipeline.errors import Damaged
from pipeline.home import Home
from pipeline.ledger import sealed
from pipeline.ledger.journal import Journal
from pipeline.ledger.ledger import Ledger
from pipeline.memories import memory_before, remember
from pipeline.reconcile.memory import NOTHING_REMEMBERED, Memory
from pipeline.record import ledger_of
from pipeline.settings import Settings
from schemas.answers.kind import checked
from schemas.answers.memory import ChasedSlips

FIRST, SECOND, THIRD = date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 5)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return ledger_of(Home(tmp_path), Settings())


def memory(day: date, times: int) -> Memory:
    """A memory that can be told from others by how often a slip was chased."""
    first, last = pd.Timestamp(2026, 9, 1), pd.NaT
    row = {"shipment_no": "CK1", "slip_type": "红单", "times": times, "first": first, "last": last}
    return NOTHING_REMEMBERED._replace(as_of=day, slips=checked(ChasedSlips, pd.DataFrame([row])))


def files(ledger: Ledger) -> list[Path]:
    return sorted(ledger.memories.folder.iterdir())


def test_a_day_is_compared_with_the_last_report_before_it_and_never_with_its_own_or_a_later_one(ledger: Ledger):
    assert memory_before(ledger, FIRST) == NOTHING_REMEMBERED
    remember(ledger, memory(SECOND, 2))
    remember(ledger, memory(FIRST, 1))
    for day, expected in ((FIRST, None), (SECOND, 1), (date(2026, 10, 3), 2), (THIRD, 2)):
        slips = memory_before(ledger, day).slips
        assert slips["times"].tolist() == ([] if expected is None else [expected])
    assert memory_before(ledger, THIRD).as_of == SECOND


def test_what_is_kept_comes_back_value_for_value(ledger: Ledger):
    kept = memory(FIRST, 3)
    remember(ledger, kept)
    found = memory_before(ledger, SECOND)
    assert found.as_of == FIRST
    for name in ("exceptions", "handlings", "totals", "slips"):
        pd.testing.assert_frame_equal(getattr(found, name), getattr(kept, name))


def test_the_last_report_of_a_day_counts_and_the_same_again_adds_no_row(ledger: Ledger):
    remember(ledger, memory(FIRST, 1))
    remember(ledger, memory(FIRST, 2))
    reports, rows = ledger.journal.reports(), ledger.journal.path.read_bytes()
    remember(ledger, memory(FIRST, 2))
    assert ledger.journal.path.read_bytes() == rows and ledger.journal.reports() == reports
    assert [path.stem for path in files(ledger)] == list(reports.values())
    assert memory_before(ledger, SECOND).slips["times"].tolist() == [2]


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"else")])
def test_a_memory_that_is_gone_or_was_changed_is_told_and_running_its_day_again_makes_good(ledger: Ledger, damage):
    remember(ledger, memory(FIRST, 1))
    damage(files(ledger)[0])
    with pytest.raises(Damaged) as error:
        memory_before(ledger, SECOND)
    assert error.value.status == 5
    assert "2026-10-01" in error.value.sentence.zh and files_named(ledger) in error.value.sentence.zh
    assert [Path(place).name for place in damaged_memories(ledger)] == [Path(files_named(ledger)).name]
    remember(ledger, memory(FIRST, 1))
    assert not list(damaged_memories(ledger))
    assert memory_before(ledger, SECOND).slips["times"].tolist() == [1]


def files_named(ledger: Ledger) -> str:
    """The place of the only memory on record."""
    return str(ledger.memories.place(ledger.journal.reports()[FIRST]))


@pytest.mark.parametrize(("where", "name"), [(sealed, "put"), (Journal, "add")])
def test_killed_before_it_is_on_record_the_earlier_memory_stays_and_the_next_run_sweeps_up(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, where: object, name: str
):
    class Killed(BaseException):
        """As if the process ended here."""

    def killed(*_: object, **__: object) -> None:
        raise Killed

    remember(ledger, memory(FIRST, 1))
    with monkeypatch.context() as power:
        power.setattr(where, name, killed)
        with pytest.raises(Killed):
            remember(ledger, memory(FIRST, 2))
    assert memory_before(ledger, SECOND).slips["times"].tolist() == [1]
    (ledger.memories.folder / "~left").mkdir()
    remember(ledger, memory(SECOND, 5))
    assert {path.stem for path in files(ledger)} == set(ledger.journal.reports().values())
