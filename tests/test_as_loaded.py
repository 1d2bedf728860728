"""Processes that a server forks off speak for the program that it has loaded, not for what is installed meanwhile."""

import importlib

import pytest

import pipeline.as_loaded
from pipeline.grounds import maker
from pipeline.ledger.fingerprint import program
from pipeline.processes import WHOLE_RUN


def test_a_program_installed_while_this_one_is_at_work_has_no_say_in_what_it_makes(monkeypatch: pytest.MonkeyPatch):
    maker.cache_clear()
    program.cache_clear()
    importlib.reload(pipeline.as_loaded)
    made_by, read_by = maker(), program()
    monkeypatch.setattr("pipeline.grounds.program", lambda: "another")
    monkeypatch.setattr("pipeline.ledger.fingerprint.sources", lambda: [("cells.py", b"another")])
    assert (maker(), program()) == (made_by, read_by)


def test_the_server_that_processes_fork_off_notes_it_once_all_is_loaded():
    assert WHOLE_RUN[-1] == "pipeline.as_loaded"
