"""A URL does as a folder does, whatever its back end is like; an outage is never taken for what is there."""

import pickle
import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from pipeline.errors import SettingsInvalid, StoreAway
from pipeline.remote import Location, Remote, file_system, location_of
from tests.buckets import outage_after, stores

__all__ = ["stores"]

KINDS = ["folder", "bucket", "server", "memory", "file"]


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, stores: dict[str, str], tmp_path: Path) -> Iterator[Location]:
    """A store with nothing in it."""
    urls = stores | {"memory": "memory://hongdan", "file": (tmp_path / "f").as_uri(), "folder": str(tmp_path / "d")}
    for folder in ("f", "d"):
        (tmp_path / folder).mkdir()
    yield location_of(urls[request.param], tmp_path)
    fsspec.filesystem("memory").store.clear()


def filled(store: Location) -> Location:
    if isinstance(store, Path):
        (store / "drops/a/f").mkdir(parents=True)
    (store / "drops/a/f" / "x").write_bytes(b"12345")
    (store / "drops" / "a" / "~f").write_bytes(b"~")
    return store / "drops"


def test_a_url_does_as_a_folder_does(store: Location):
    drops = filled(store)
    file = drops / "a" / "f" / "x"
    assert (file.name, file.parent, file.parent.name) == ("x", drops / "a/f", "f")
    assert file.exists() and drops.is_dir() and not file.is_dir()
    assert file.read_bytes() == b"12345" == file.open("rb").read() and file.read_text(encoding="utf-8") == "12345"
    assert file.stat().st_size == 5
    assert {*(drops / "a").iterdir()} == {drops / "a/f", drops / "a/~f"}
    assert {*drops.glob("*/*")} == {drops / "a/f", drops / "a/~f"}
    assert {*(drops / "a").glob("~*")} == {drops / "a/~f"} and not [*(store / "none").glob("~*")]
    (drops / "a/~f").replace(file)
    assert file.read_bytes() == b"~" and not (drops / "a/~f").exists()
    file.unlink()
    assert not file.exists() and not (drops / "none").exists() and not (drops / "none").is_dir()
    for asked in (file.read_bytes, file.open, file.unlink, file.stat, lambda: [*(drops / "none").iterdir()]):
        with pytest.raises(FileNotFoundError):
            asked()


def test_what_another_process_wrote_meanwhile_is_seen(stores: dict[str, str]):
    file = Remote(stores["bucket"]) / "x"
    assert not file.exists()
    path = Path(str(file).partition("://")[2])
    path.parent.mkdir()
    path.write_bytes(b"there")
    assert file.exists()


@pytest.mark.parametrize("kind", ["bucket", "server"])
def test_a_store_that_is_away_holds_nothing_and_lacks_nothing(stores: dict[str, str], kind: str):
    store = Remote(stores[kind])
    drops = filled(store)
    file = drops / "a/f/x"
    connected, _ = file_system(store)
    outage_after(str(store), 0)
    asking = (file.exists, file.read_bytes, drops.is_dir, file.stat, file.unlink, lambda: [*drops.iterdir()])
    for asked in (*asking, lambda: file.write_bytes(b""), drops.remove):
        with pytest.raises(StoreAway, match=rf"{kind}://.*no route.*Nothing taken in is lost"):
            asked()
    outage_after(str(store), None)
    assert file.read_bytes() == b"12345" and file_system(store)[0] is not connected
    drops.remove()
    drops.remove()
    assert not drops.exists()


def test_only_the_address_travels(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(fsspec.config.conf, "memory", {"secret": "开门"})
    file = Remote("memory://hongdan") / "x"
    assert not file.exists()
    assert pickle.loads(pickle.dumps(file)) == file and "开门".encode() not in pickle.dumps(file)


def test_what_is_lacking_is_named(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(SettingsInvalid, match=r"nothing://x.*\.\[store\].*s3fs") as stopped:
        Remote("nothing://x").exists()
    assert stopped.value.status == 3
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(SettingsInvalid, match="Install s3fs"):
        Remote("s3://bucket/x").exists()
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(SettingsInvalid, match="fsspec"):
        Remote("memory://x").exists()


@pytest.mark.parametrize(
    "text", ["D:\\data", "D:/data", "D://data", "\\\\host\\share", "//host/share", "../store", "数据"]
)
def test_a_path_is_no_url(text: str, tmp_path: Path):
    assert location_of(text, tmp_path) == tmp_path / text
