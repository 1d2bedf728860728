"""Which files a watch takes for finished: unchanged for two looks, and they open."""

import os
from pathlib import Path

import pytest

import pipeline.looks
from pipeline.errors import InboxAway
from pipeline.home import Home
from pipeline.looks import LOOKS_AT_SHUT, Looks
from schemas.words import Words


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "inbox").mkdir()
    return Home(tmp_path)


def saved(home: Home, name: str, content: bytes = b"x", at: int = 1_000) -> Path:
    """A file of the inbox, saved at a second."""
    path = home.inbox / name
    path.write_bytes(content)
    os.utime(path, (at, at))
    return path


def at_rest(looks: Looks) -> set[str]:
    """The names of what one more look finds at rest."""
    look = looks.again()
    assert look is not None
    return {path.name for path in look.at_rest}


def test_a_file_counts_at_the_second_look_at_which_it_is_the_same(home: Home):
    looks = Looks(home)
    saved(home, "a.csv")
    assert at_rest(looks) == set()
    assert at_rest(looks) == {"a.csv"}
    assert at_rest(looks) == {"a.csv"}


@pytest.mark.parametrize(("content", "at"), [(b"xy", 1_000), (b"y", 1_001)], ids=["it grows", "it is saved again"])
def test_a_file_that_is_still_written_waits(home: Home, content: bytes, at: int):
    looks = Looks(home)
    saved(home, "a.csv")
    at_rest(looks)
    saved(home, "a.csv", content, at)
    assert at_rest(looks) == set()
    assert at_rest(looks) == {"a.csv"}


def test_those_that_wait_are_counted(home: Home):
    looks = Looks(home)
    saved(home, "a.csv")
    at_rest(looks)
    saved(home, "b.csv")
    look = looks.again()
    assert look is not None and look.moving == 1


def test_a_renamed_file_is_another_one_and_what_is_gone_is_forgotten(home: Home):
    looks = Looks(home)
    path = saved(home, "a.csv")
    at_rest(looks), at_rest(looks)
    path.rename(home.inbox / "b.csv")
    assert at_rest(looks) == set()
    assert at_rest(looks) == {"b.csv"}


def test_a_file_that_does_not_open_waits_and_counts_from_the_second_look_at_which_it_does(home: Home, monkeypatch):
    shut = True
    monkeypatch.setattr(pipeline.looks, "can_be_opened", lambda path: not shut)
    looks = Looks(home)
    saved(home, "a.csv")
    assert [at_rest(looks) for _ in range(5)] == [set()] * 5
    shut = False
    assert [at_rest(looks), at_rest(looks)] == [set(), {"a.csv"}]


def test_one_that_never_opens_counts_in_the_end_so_that_the_run_says_why(home: Home, monkeypatch):
    monkeypatch.setattr(pipeline.looks, "can_be_opened", lambda path: False)
    looks = Looks(home)
    saved(home, "a.csv")
    assert [bool(at_rest(looks)) for _ in range(LOOKS_AT_SHUT)] == [False] * (LOOKS_AT_SHUT - 1) + [True]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_a_pipe_is_never_opened(home: Home):
    os.mkfifo(home.inbox / "a.csv")
    looks = Looks(home)
    assert [at_rest(looks), at_rest(looks)] == [set(), {"a.csv"}]


def test_the_settings_are_looked_at_too(home: Home):
    looks = Looks(home)
    home.settings.write_text('lang = "en"')
    assert [at_rest(looks), at_rest(looks)] == [set(), {"hongdan.toml"}]


def test_a_folder_that_can_not_be_looked_into_is_no_empty_one_either(home: Home, monkeypatch):
    def away(inbox: Path) -> None:
        raise InboxAway(Words("走了", "away"))

    monkeypatch.setattr(pipeline.looks, "scan", away)
    assert Looks(home).again() is None


def test_an_inbox_that_is_away_is_no_empty_one_and_nothing_is_forgotten(home: Home):
    looks = Looks(home)
    saved(home, "a.csv")
    at_rest(looks), at_rest(looks)
    home.inbox.rename(home.root / "away")
    assert looks.again() is None
    (home.root / "away").rename(home.inbox)
    assert at_rest(looks) == {"a.csv"}
