"""The record of what went out: on the disk before the next thing happens, and told when it was changed."""

from pathlib import Path

import pytest

from pipeline.errors import Damaged
from pipeline.home import Home
from pipeline.mail.record import Entry, Event, record_in
from pipeline.verify import damaged_record

FIRST = Entry("statement 2026-10 C001", "a@b.cn", "v1", Event.SENDING, "2026-11-05 08:00")
SECOND = FIRST._replace(event=Event.SENT, said="250 好的 kept")


def test_what_was_added_is_read_again_in_its_order(tmp_path: Path):
    place = tmp_path / "new" / "mailed.jsonl"
    assert record_in(place).entries == []
    record = record_in(place)
    record.add(FIRST)
    record.add(SECOND)
    assert record_in(place).entries == record.entries == [FIRST, SECOND]


@pytest.mark.parametrize("left", [1, 20, 60])
def test_half_a_line_never_happened_and_the_next_one_takes_its_place(tmp_path: Path, left: int):
    place = tmp_path / "mailed.jsonl"
    record_in(place).add(FIRST)
    whole = place.read_bytes()
    place.write_bytes(whole + whole[:left])
    record = record_in(place)
    assert record.entries == [FIRST]
    record.seal()
    record.add(SECOND)
    assert record_in(place).entries == [FIRST, SECOND]


def test_looking_changes_nothing_not_even_half_a_line(tmp_path: Path):
    place = tmp_path / "mailed.jsonl"
    record_in(place).add(FIRST)
    content = place.read_bytes() + b"half"
    place.write_bytes(content)
    record_in(place)
    assert place.read_bytes() == content


def test_a_line_that_was_changed_stops_everything(tmp_path: Path):
    place = tmp_path / "mailed.jsonl"
    record_in(place).add(FIRST)
    place.write_bytes(place.read_bytes().replace(b"a@b.cn", b"x@b.cn"))
    with pytest.raises(Damaged) as stopped:
        record_in(place)
    assert stopped.value.status == 5
    assert "第 1 行" in stopped.value.sentence.zh
    (tmp_path / ".hongdan").mkdir()
    Home(tmp_path).mailed.write_bytes(place.read_bytes())
    assert list(damaged_record(Home(tmp_path))) == [".hongdan/mailed.jsonl:1"]


def sealed_record(place: Path) -> bytes:
    """A record as a mailing leaves it, and what it says."""
    record = record_in(place)
    record.add(FIRST, SECOND)
    record.seal()
    return place.read_bytes()


@pytest.mark.parametrize("left", [0, 1, 40, -1, "first", "second", "swapped", "gone"])
def test_lines_that_a_mailing_left_and_that_are_gone_are_missed(tmp_path: Path, left: int | str):
    place = tmp_path / "mailed.jsonl"
    whole = sealed_record(place)
    first, second = whole.splitlines(keepends=True)
    cut = {"first": first, "second": second, "swapped": second + first, "gone": b""}
    place.write_bytes(cut[left] if isinstance(left, str) else whole[:left])
    if left == "gone":
        place.unlink()
    with pytest.raises(Damaged) as stopped:
        record_in(place)
    assert "mailed.jsonl" in stopped.value.sentence.zh


def test_what_a_mailing_that_was_killed_added_behind_the_seal_counts(tmp_path: Path):
    place = tmp_path / "mailed.jsonl"
    sealed_record(place)
    record_in(place).add(FIRST)
    assert record_in(place).entries == [FIRST, SECOND, FIRST]


def test_who_looks_while_somebody_mails_misses_no_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    place = tmp_path / "mailed.jsonl"
    sealed_record(place)
    writing = record_in(place)

    def looks(path: Path) -> bytes:
        content = path.read_bytes()
        writing.add(FIRST)
        writing.seal()
        return content

    monkeypatch.setattr("pipeline.mail.record.content_of", looks)
    assert record_in(place).entries == [FIRST, SECOND, FIRST]


@pytest.mark.parametrize("seal", [b"", b"x", b"0 ", b"-1 a", "３ ".encode()])
def test_a_seal_that_is_none_stops_everything(tmp_path: Path, seal: bytes):
    place = tmp_path / "mailed.jsonl"
    sealed_record(place)
    place.with_suffix(".sum").write_bytes(seal)
    with pytest.raises(Damaged, match=r"mailed\.sum"):
        record_in(place)
