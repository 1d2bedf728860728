"""One file in its place, whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from pipeline.errors import NotWritten
from pipeline.whole import write_whole


def test_a_file_is_written_with_the_folders_around_it(tmp_path: Path):
    place = tmp_path / "模板" / "订单.xlsx"
    assert write_whole(place, b"1") == place
    assert place.read_bytes() == b"1"
    assert list(place.parent.iterdir()) == [place]


def test_a_file_with_this_very_content_is_not_touched(tmp_path: Path):
    place = write_whole(tmp_path / "a.xlsx", b"1")
    os.utime(place, (1, 1))
    write_whole(place, b"1")
    assert place.stat().st_mtime == 1


@pytest.mark.parametrize(("fault", "words"), [(errno.ENOSPC, "磁盘满了"), (errno.EACCES, "没有写入权限")])
def test_what_can_not_take_its_place_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int, words: str
):
    place = write_whole(tmp_path / "a.xlsx", b"old")

    def broken(_self: Path, _target: Path) -> Path:
        raise OSError(fault, "broken")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(NotWritten) as stopped:
        write_whole(place, b"new")
    assert words in stopped.value.sentence.zh
    assert str(place) in stopped.value.sentence.zh
    assert list(tmp_path.iterdir()) == [place]
    assert place.read_bytes() == b"old"


def test_a_folder_that_can_not_be_made_is_said_in_words(tmp_path: Path):
    (tmp_path / "模板").write_bytes(b"")
    with pytest.raises(NotWritten):
        write_whole(tmp_path / "模板" / "订单.xlsx", b"1")
