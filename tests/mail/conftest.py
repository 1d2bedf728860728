"""One post office for all tests of mail, and its papers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.mail.passwords import VARIABLE
from tests.mail.post_office import PASSWORD, PostOffice, certificate, post_office


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("papers"))


@pytest.fixture(scope="module")
def doors(papers: tuple[Path, Path]) -> Iterator[PostOffice]:
    with post_office(papers) as found:
        yield found


@pytest.fixture
def post_office_open(doors: PostOffice, monkeypatch: pytest.MonkeyPatch) -> PostOffice:
    """The server with STARTTLS, as it is when nothing is wrong; the password is in the environment."""
    monkeypatch.setenv(VARIABLE, PASSWORD)
    doors.mails.clear()
    doors.refusals.clear()
    doors.breaks = doors.hangs = ""
    return doors
