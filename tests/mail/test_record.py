"""The record of what went out: on the disk before the next thing happens, and told when it was changed."""

from pathlib import Path

import pytest

from pipeline.errors import Damaged
from pipeline.mail.record import Entry, Event, record_in

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
