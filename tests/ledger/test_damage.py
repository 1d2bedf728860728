"""Every file of the ledger that is cut, changed or gone is noticed where it is opened, and named."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import Damaged
from pipeline.ledger.drops import Drops
from pipeline.ledger.journal import Journal
from tests.ledger.made import DAY, Office, order, reading

Damage = Callable[[Path], object]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def turned(path: Path) -> None:
    """One bit in the middle is another."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


DAMAGES = pytest.mark.parametrize("damage", [cut, turned, emptied, Path.unlink])


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Two runs, the second with a new version of the first file."""
    made = Office(tmp_path)
    for quantity in (1, 2):
        made.save("a.xlsx", order("SO1", quantity))
        made.run()
    return made


def add_a_run(office: Office) -> None:
    office.save("c.xlsx", order("SO3"))
    office.run()


def the(office: Office, pattern: str) -> Path:
    return max(office.ledger.folder.glob(pattern), key=lambda path: (path.stat().st_size, path))


@DAMAGES
@pytest.mark.parametrize("name", ["orders.parquet", "documents.parquet", "reading.json", "SHA256SUMS"])
def test_what_was_read_is_never_taken_for_what_it_was_when_its_file_is_damaged(
    tmp_path: Path, damage: Damage, name: str
):
    folder = tmp_path / ".hongdan/drops"
    Drops(folder, "f").keep("abc", reading(order("SO1")))
    file = folder / "abc/f" / name
    damage(file)
    if name == "SHA256SUMS" and damage is Path.unlink:
        assert not Drops(folder, "f").has("abc"), "it is read again"
    shown = f".hongdan/drops/abc/f/{name}"
    for asked in (Drops(folder, "f").reading, Drops(folder, "f").check):
        with pytest.raises(Damaged) as stopped:
            asked("abc")
        assert stopped.value.path.startswith(".hongdan/drops/abc/f/") and stopped.value.status == 5
        assert stopped.value.path == shown or name == "SHA256SUMS" or damage is Path.unlink
    drops = Drops(folder, "f")
    drops.forget("abc")
    drops.keep("abc", reading(order("SO1")))
    assert len(drops.reading("abc").tables["orders"]) == 1


def test_what_lies_half_there_is_written_anew_and_a_file_is_looked_at_once(tmp_path: Path):
    drops = Drops(tmp_path / "drops", "f")
    drops.keep("abc", reading(order("SO1", 1)))
    (drops.place("abc") / "SHA256SUMS").unlink()
    drops.keep("abc", reading(order("SO1", 2)))
    assert drops.reading("abc").tables["orders"]["quantity_e3"].tolist() == [2000]
    (drops.place("abc") / "orders.parquet").touch()
    drops.check("abc")


def test_a_file_of_a_drop_is_missed_though_the_list_was_cut_at_the_end_of_a_line(tmp_path: Path):
    drops = Drops(tmp_path / "drops", "f")
    drops.keep("abc", reading(order("SO1")))
    sums = drops.place("abc") / "SHA256SUMS"
    sums.write_text("".join(line for line in sums.read_text().splitlines(keepends=True) if "orders" not in line))
    with pytest.raises(Damaged, match="SHA256SUMS"):
        drops.rows("abc", "orders")


@DAMAGES
def test_bytes_of_an_original_are_given_back_as_they_were_kept_or_not_at_all(office: Office, damage: Damage):
    file = the(office, "originals/*")
    damage(file)
    with pytest.raises(Damaged, match=f"originals/{file.name}"):
        office.ledger.originals.content(file.name)
    assert not office.ledger.originals.sound(file.name)


def test_the_same_bytes_dropped_again_take_the_place_of_damaged_ones(office: Office):
    file = the(office, "originals/*")
    content = file.read_bytes()
    turned(file)
    (office.inbox / "c.xlsx").write_bytes(content)
    office.run()
    assert file.read_bytes() == content


# --- the journal and its transcript


def all_rows(journal: Journal) -> list[str]:
    """Everything in a journal, its triggers and its shape."""
    database = sqlite3.connect(journal.path)
    told = [*database.iterdump(), str(database.execute("PRAGMA user_version").fetchone())]
    database.close()
    return told


@DAMAGES
def test_a_damaged_journal_is_told_and_rebuilt_row_by_row(office: Office, damage: Damage):
    journal = office.ledger.journal
    journal.check()
    before = all_rows(journal)
    damage(journal.path)
    with pytest.raises(Damaged, match=r"journal\.db"):
        journal.check()
    journal.rebuild()
    assert all_rows(journal) == before
    journal.check()


@DAMAGES
def test_a_journal_that_is_damaged_gains_no_row(office: Office, damage: Damage):
    damage(office.ledger.journal.path)
    with pytest.raises(Damaged):
        office.ledger.journal.add(DAY)


def test_a_row_altered_in_the_journal_is_noticed_though_sqlite_finds_nothing_wrong(office: Office):
    journal = office.ledger.journal
    before = all_rows(journal)
    database = sqlite3.connect(journal.path)
    database.executescript("DROP TRIGGER drops_UPDATE; UPDATE drops SET file = 'b.xlsx' WHERE id = 1;")
    database.close()
    with pytest.raises(Damaged, match=r"journal\.db"):
        journal.check()
    journal.rebuild()
    assert all_rows(journal) == before


def test_a_damaged_transcript_is_told_and_written_again_from_the_journal(office: Office):
    journal = office.ledger.journal
    text = journal.transcript.read_bytes()
    turned(journal.transcript)
    with pytest.raises(Damaged, match=r"journal\.txt"):
        journal.check()
    journal.rebuild()
    assert journal.transcript.read_bytes() == text


@pytest.mark.parametrize("left", [0, 40])
def test_what_a_killed_run_did_not_write_down_is_no_damage_and_is_written_down_by_the_next(office: Office, left: int):
    journal = office.ledger.journal
    text = journal.transcript.read_bytes()
    journal.transcript.write_bytes(text[: text.rindex(b"\n", 0, -1) + 1 + left])
    journal.check()
    office.run()
    assert journal.transcript.read_bytes() == text
    journal.check()


def test_a_journal_of_before_there_was_a_transcript_gains_it_with_the_next_run(office: Office):
    journal = office.ledger.journal
    journal.transcript.unlink()
    journal.path.with_suffix(".sha256").unlink()
    journal.check()
    office.run()
    assert len(journal.transcript.read_bytes().splitlines()) == 2


def test_an_earlier_journal_put_back_is_noticed(office: Office):
    journal = office.ledger.journal
    earlier = journal.path.read_bytes()
    add_a_run(office)
    journal.path.write_bytes(earlier)
    with pytest.raises(Damaged):
        journal.check()
    journal.rebuild()
    assert [version.name for version in journal.versions()].count("c.xlsx") == 1


def test_what_neither_journal_nor_transcript_tells_is_said_and_nothing_is_guessed(office: Office):
    journal = office.ledger.journal
    turned(journal.transcript)
    emptied(journal.path)
    before = journal.path.read_bytes(), journal.transcript.read_bytes()
    with pytest.raises(Damaged, match="not guessed"):
        journal.rebuild()
    assert (journal.path.read_bytes(), journal.transcript.read_bytes()) == before


def test_where_nothing_was_ever_taken_in_there_is_nothing_to_check_or_rebuild(tmp_path: Path):
    journal = Journal(tmp_path / "journal.db")
    journal.check()
    journal.rebuild()
    assert not list(tmp_path.iterdir())
