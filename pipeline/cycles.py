"""When Python looks for cycles among its objects, which otherwise takes a tenth of all that a command does."""

import gc

SELDOM = 100_000
"""What is made and imported, all of it by the hundred thousand, is searched only as often as it pays."""


def search_seldom() -> None:
    """Has this process look for cycles seldom."""
    gc.set_threshold(SELDOM)


def search_what_is_new() -> None:
    """Has this process look, seldom, among what is made from here on; what is there stays, in pages that it shares."""
    gc.freeze()
    gc.enable()
    search_seldom()


def search_no_more() -> None:
    """Has this process end without another look at all that it has imported: the system takes it all the same."""
    gc.freeze()
