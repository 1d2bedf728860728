"""What holds for any files in any order: rules of CONTRACT 2 against a plain reading of them."""

from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from tests.forms import examples
from tests.ledger.made import REFUSED, Office, lines, order, report

NAMES = st.sampled_from(["a.xlsx", "b.xlsx", "c.csv", "c.csv.xlsx"])
DOCUMENTS = st.dictionaries(
    st.sampled_from(["SO1", "SO2", "SO3"]), st.tuples(st.integers(1, 2), st.booleans()), min_size=1
)
CONTENTS = st.one_of(DOCUMENTS, DOCUMENTS, st.just("refused"))
RUNS = st.lists(st.dictionaries(NAMES, CONTENTS, min_size=1), min_size=1, max_size=4)


def documents_of(content):
    if content == "refused":
        return [REFUSED]
    return [order(number, n, **({"state": "held"} if held else {})) for number, (n, held) in content.items()]


def dropped(office, runs, order_of=lambda files: files):
    """Takes in runs of files; its time of modification follows from a file's place in the run."""
    for run in runs:
        for at, (name, content) in order_of(list(enumerate(run.items()))):
            office.save(name, *documents_of(content), at=at)
        office.run()
    return office.now()


def plainly(runs):
    """Which quantity of each order counts, by the sentences of CONTRACT 2 taken one after the other."""
    versions: dict[str, list] = {}
    clock = count()
    for run in runs:
        for name, content in run.items():
            history = versions.setdefault(name.removesuffix(".xlsx") if ".csv" in name else name, [])
            history.append((next(clock), content))
    found: dict[str, tuple] = {}
    for history in versions.values():
        readable = [(at, content) for at, content in history if content != "refused"]
        for number in ("SO1", "SO2", "SO3"):
            for at, content in reversed(readable):
                if number not in content:
                    break
                quantity, held = content[number]
                if not held:
                    found[number] = max(found.get(number, (-1, 0)), (at, quantity))
                    break
    return {number: quantity * 1000 for number, (_, quantity) in found.items()}


def without_repeats(runs):
    """Runs in which a file is saved only when its content differs from the one under its name before."""
    last: dict[str, object] = {}
    told = []
    for run in runs:
        anew = {name: content for name, content in run.items() if last.get(name) != content}
        last |= anew
        told.append(anew)
    return told


@given(RUNS)
@examples(12)
def test_what_counts_is_what_the_contract_says_sentence_by_sentence(runs):
    told = without_repeats(runs)
    if any({"c.csv", "c.csv.xlsx"} <= run.keys() for run in told):
        return
    with TemporaryDirectory() as folder:
        office = Office(Path(folder))
        for at, run in enumerate(told):
            for place, (name, content) in enumerate(run.items()):
                office.save(name, *documents_of(content), at=100 * at + place)
            office.run()
        current = office.now()
    assert {row[0]: row[1] for row in lines(current)} == plainly(told)
    assert len(lines(current)) == len({row[0] for row in lines(current)})


@given(st.lists(st.dictionaries(NAMES, CONTENTS, min_size=2), min_size=1, max_size=2), st.randoms())
@examples(6)
def test_the_order_in_which_files_of_a_run_were_saved_does_not_matter_beside_time_and_name(runs, random):
    def shuffled(files):
        random.shuffle(files)
        return files

    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        first, second = dropped(Office(Path(one)), runs), dropped(Office(Path(other)), runs, shuffled)
    assert all(first.tables[kind].equals(second.tables[kind]) for kind in first.tables)
    assert first.intake.equals(second.intake)
    assert first.conflicts.equals(second.conflicts)
    assert first.problems == second.problems


@given(RUNS)
@examples(6)
def test_every_row_read_is_accepted_held_back_repeated_or_ignored_and_what_counts_was_accepted(runs):
    with TemporaryDirectory() as folder:
        current = dropped(Office(Path(folder)), runs)
    for _, _, _, rows, accepted, held, repeated, ignored in report(current):
        assert rows == accepted + held + repeated + ignored
    counting = {(row[2], row[0]) for row in lines(current)}
    assert len(counting) == len(lines(current))
    assert len(current.tables["orders"]) <= sum(row[4] + row[5] for row in report(current)) + len(counting)
