"""How files are put into batches, and what becomes of a batch that ends its process."""

import os

import pytest

from pipeline.intake.rules import ReadingRules
from pipeline.ledger.batches import MOST_BYTES, MOST_FILES, batches, done_in_batches
from pipeline.workers import Killed, Workers

SMALL, LARGE = 1000, MOST_BYTES + 1


@pytest.mark.parametrize(
    ("sizes", "at_once", "expected"),
    [
        ([], 2, []),
        ([0], 2, [1]),
        ([SMALL] * 4, 2, [2, 2]),
        ([SMALL] * 5, 2, [3, 2]),
        ([SMALL] * 2, 8, [1, 1]),
        ([SMALL] * (MOST_FILES + 1), 1, [MOST_FILES, 1]),
        ([MOST_BYTES // 2] * 3, 1, [2, 1]),
        ([MOST_BYTES // 2, MOST_BYTES // 2 + 1], 1, [1, 1]),
        ([SMALL, LARGE, SMALL, SMALL], 1, [1, 1, 2]),
    ],
)
def test_a_batch_holds_few_files_and_few_bytes_and_leaves_work_for_the_others(sizes, at_once, expected):
    found = batches(range(len(sizes)), sizes, at_once)
    assert [len(batch) for batch in found] == expected
    assert [piece for batch in found for piece in batch] == list(range(len(sizes)))


def done(names: list[str]) -> None:
    """Does what each piece asks for."""
    if "dies" in names:
        os.abort()
    if "fails" in names:
        raise ValueError("fails")


def test_what_ends_a_batch_is_told_of_the_piece_that_does_and_the_others_are_done():
    names = ["a", "dies", "fails", "b"]
    with Workers(2) as workers:
        told = dict(done_in_batches(done, names, [SMALL] * 4, ReadingRules(), workers))
    assert told.keys() == set(names)
    assert {name: killed.reason for name, killed in told.items() if isinstance(killed, Killed)} == {
        "dies": "reader_died", "fails": "reader_fault",
    }  # fmt: skip
