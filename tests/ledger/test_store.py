"""A ledger whose bulk lies elsewhere gives the same answers as one in a folder, whatever breaks off in the middle."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from pipeline.damage import damaged_drops, damaged_originals
from pipeline.errors import Damaged, NotWritten, StoreAway
from pipeline.ledger.drops import Drops
from pipeline.ledger.originals import Originals
from pipeline.remote import Remote
from tests.buckets import outage_after, stores
from tests.forms import FULL
from tests.ledger.made import Office, lines, order, reading, shipment

__all__ = ["stores"]

KINDS = pytest.mark.parametrize("kind", ["bucket", "server"])
FOUND = reading(order("SO1"), shipment("CK1"))


def below(store: str) -> dict[str, bytes]:
    """Every file of a store."""
    folder = Path(store.partition("://")[2])
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def broken_off(store: str, after: int, doing: Callable[[], object]) -> bool:
    """Does something while the store fails after so many operations; whether it could not be done."""
    outage_after(store, after)
    try:
        doing()
    except (StoreAway, NotWritten):
        return True
    else:
        return False
    finally:
        outage_after(store, None)


@KINDS
def test_a_reading_that_was_put_in_part_is_none_and_is_put_again(stores: dict[str, str], kind: str):
    def drops() -> Drops:
        return Drops(Remote(store) / "drops", "f")

    for operations in count(0, 1 if FULL or kind == "server" else 4):
        store = f"{stores[kind]}{operations}"
        Path(store.partition("://")[2]).mkdir()
        broke = broken_off(store, operations, lambda: drops().keep("abc", FOUND))
        assert not drops().has("abc") or drops().reading("abc").sheets == FOUND.sheets
        drops().keep("abc", FOUND)
        drops().check("abc")
        drops().sweep()
        assert [name for name in below(store) if "~" in name] == []
        assert {name.rpartition("/")[2] for name in below(store)} >= {"SHA256SUMS", "orders.parquet"}
        if not broke or operations > 200:
            break
    assert 8 < operations < 100


@pytest.mark.parametrize("kind", ["bucket", "server"] if FULL else ["bucket"])
def test_a_run_that_was_broken_off_anywhere_is_made_good_by_the_next(stores: dict[str, str], kind: str, tmp_path: Path):
    def office(name: str) -> Office:
        store = f"{stores[kind]}{name}"
        Path(store.partition("://")[2]).mkdir()
        made = Office(tmp_path / name)
        made.ledger = replace(made.ledger, store=Remote(store))
        for file, number in (("a.xlsx", "SO1"), ("b.xlsx", "SO2")):
            made.save(file, order(number))
        return made

    plain = office("plain")
    plain.run()
    for operations in count(0, 1 if FULL else 23):
        made = office(str(operations))
        broke = broken_off(str(made.ledger.bulk), operations, made.run)
        assert not [*damaged_drops(made.ledger), *damaged_originals(made.ledger)]
        made.run()
        made.run()  # sweeps up
        assert below(str(made.ledger.bulk)) == below(str(plain.ledger.bulk))
        if not broke or operations > 200:
            break
    assert lines(made.now()) == lines(plain.now())
    assert 20 < operations < 200


def test_a_reading_that_was_taken_away_in_part_is_none(stores: dict[str, str]):
    drops = Drops(Remote(stores["server"]) / "drops", "f")
    drops.keep("abc", FOUND)
    assert broken_off(stores["server"], 2, lambda: drops.forget("abc")) and not drops.has("abc")


def test_nobody_elsewhere_is_asked_when_a_file_was_kept_there(stores: dict[str, str]):
    originals = Originals(Remote(stores["bucket"]) / "originals")
    outage_after(stores["bucket"], 0)
    assert originals.kept_at_ns("0" * 64) == 0


def test_what_was_changed_elsewhere_is_noticed_and_named_by_its_address(stores: dict[str, str], tmp_path: Path):
    made = Office(tmp_path)
    made.ledger = replace(made.ledger, store=Remote(stores["bucket"]))
    made.drop("a.xlsx", order("SO1"))
    (sha256,) = {version.sha256 for version in made.ledger.journal.versions()}
    rows, kept = made.ledger.drops.place(sha256) / "orders.parquet", made.ledger.originals.place(sha256)
    rows.write_bytes(rows.read_bytes()[:-1])
    later = replace(made.ledger)
    assert damaged_drops(later) == {sha256: str(rows)}
    with pytest.raises(Damaged, match=f"{stores['bucket']}/drops/.*rebuild"):
        later.current()
    kept.write_bytes(b"another")
    assert damaged_originals(made.ledger) == {sha256: f"{stores['bucket']}/originals/{sha256}"}
    made.save("c.xlsx", order("SO1"))
    made.run()
    assert not damaged_originals(made.ledger), "the same bytes dropped again take the place of damaged ones"
