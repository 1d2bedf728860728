"""Work on files to work on batches of them: read and kept together, small files cost little more than one."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from pipeline.workers import Bounds, Killed, Workers

Piece = TypeVar("Piece")

MOST_FILES = 16
MOST_BYTES = 1 << 20
"""What a batch holds at most; a larger file is one by itself, with all the memory and time that a file may take."""


def done_in_batches(
    function: Callable[[Sequence[Piece]], None],
    pieces: Sequence[Piece],
    sizes: Sequence[int],
    bounds: Bounds,
    workers: Workers | None,
) -> Iterator[tuple[Piece, Killed | None]]:
    """Calls a function on the pieces, batch by batch; what ends its process is told of the very piece that does.

    A batch that ended its process, or took more than one piece may, is done again piece by piece.

    Args:
        function: Found by its name in its module; done again, it does no harm.
        pieces: Files, by what the function knows them by.
        sizes: The bytes of each.
        bounds: What one piece may take.
        workers: Whose guarded processes do it; None: it is done here.

    Returns:
        Every piece as it is done, those of a batch in their order, with what ended its process, if anything did.
    """
    waiting = batches(pieces, sizes, workers.cores if workers else 1)
    while waiting:
        again = []
        every = map(function, waiting) if workers is None else workers.guarded(function, waiting, bounds)
        for batch, killed in zip(waiting, every, strict=True):
            if killed is not None and len(batch) > 1:
                again += [[piece] for piece in batch]
            else:
                yield from ((piece, killed) for piece in batch)
        waiting = again


def batches(pieces: Sequence[Piece], sizes: Sequence[int], at_once: int) -> list[list[Piece]]:
    """The pieces in batches, in their order.

    Args:
        pieces: The files.
        sizes: The bytes of each.
        at_once: How many batches are worked on at a time; none of those who work is to go without.
    """
    most = min(MOST_FILES, -(-len(pieces) // at_once))
    found: list[list[Piece]] = []
    room = 0
    for piece, size in zip(pieces, sizes, strict=True):
        if not found or size > room or len(found[-1]) == most:
            found.append([])
            room = MOST_BYTES
        found[-1].append(piece)
        room -= size
    return found
