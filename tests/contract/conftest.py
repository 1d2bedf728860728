"""An office for every test."""

from pathlib import Path

import pytest

from tests.contract.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    (tmp_path / "inbox").mkdir()
    return Office(tmp_path)
