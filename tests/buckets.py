"""Two kinds of storage elsewhere, each in a folder here, that fail when they are told to, in every process.

`bucket://` is an object store: an object is there whole or not at all, folders are what lies in them, nothing is
renamed, and what was looked at once is believed until it is asked for anew. `server://` is a file server: a file that
is being written lies there in part, and can be renamed. Other processes find both by their entry points.
"""
# ruff: noqa: D102 (fsspec says what its methods do)

import shutil
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec import AbstractFileSystem

POINTS = "[fsspec.specs]\nbucket = tests.buckets:Bucket\nserver = tests.buckets:Server\n"
PART = "hongdan"


class Outage(Exception):
    """No OSError, as what several back ends raise is none."""


class Store(AbstractFileSystem):
    """Files below a folder of this machine."""

    cachable = True

    def ask(self, path: str, *, writing: bytes = b"") -> Path:
        """Where a file lies, unless there is an outage; of what is just being written half may stay."""
        place = Path(self._strip_protocol(path))
        weather = weather_of(place)
        if weather.exists():
            with weather.open("a") as told:
                told.write(".")
            lasts, done = weather.read_text().split(" ")
            if len(done) > int(lasts):
                self.break_off(place, writing)
                raise Outage("连不上 no route")
        return place

    def break_off(self, place: Path, writing: bytes) -> None:
        """What an outage leaves of a file that is being written."""

    def info(self, path: str, **_how: Any) -> dict[str, Any]:
        place = self.ask(path)
        found = place.stat()
        return {"name": path, "size": found.st_size, "type": "directory" if place.is_dir() else "file"}

    def ls(self, path: str, detail: bool = True, **_how: Any) -> list[Any]:
        found = [str(place) for place in sorted(self.ask(path).iterdir())]
        return [self.info(name) for name in found] if detail else found

    def cat_file(self, path: str, start: int | None = None, end: int | None = None, **_how: Any) -> bytes:
        return self.ask(path).read_bytes()[start:end]

    def pipe_file(self, path: str, value: bytes, mode: str = "overwrite", **_how: Any) -> None:
        self.ask(path, writing=value).write_bytes(value)

    def rm_file(self, path: str) -> None:
        self.ask(path).unlink()


class Server(Store):
    """A file server."""

    protocol = "server"

    def break_off(self, place: Path, writing: bytes) -> None:
        if writing and place.parent.is_dir():
            place.write_bytes(writing[: len(writing) // 2])

    def mkdir(self, path: str, create_parents: bool = True, **_how: Any) -> None:
        self.ask(path).mkdir(parents=create_parents)

    def mv(self, path1: str, path2: str, **_how: Any) -> None:
        self.ask(path1).replace(self._strip_protocol(path2))

    def rm(self, path: str, recursive: bool = False, maxdepth: int | None = None) -> None:
        place = self.ask(path)
        shutil.rmtree(place) if place.is_dir() else place.unlink()


class Bucket(Store):
    """An object store."""

    protocol = "bucket"

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self.remembered: dict[str, dict[str, Any] | None] = {}

    def info(self, path: str, **how: Any) -> dict[str, Any]:
        if path not in self.remembered:
            self.remembered[path] = super().info(path) if self.ask(path).exists() else None
        if (known := self.remembered[path]) is None:
            raise FileNotFoundError(path)
        return known

    def invalidate_cache(self, path: str | None = None) -> None:
        self.remembered.clear()

    def pipe_file(self, path: str, value: bytes, mode: str = "overwrite", **how: Any) -> None:
        place = self.ask(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(value)

    def cp_file(self, path1: str, path2: str, **_how: Any) -> None:
        self.pipe_file(path2, self.cat_file(path1))

    def rm_file(self, path: str) -> None:
        super().rm_file(path)
        for folder in Path(self._strip_protocol(path)).parents:
            if folder.name.startswith("bucket") or any(folder.iterdir()):
                break
            folder.rmdir()


def weather_of(place: Path) -> Path:
    """The file that says how many operations a store still does."""
    inside = next(at for at, part in enumerate(place.parts) if part.startswith(PART))
    return Path(*place.parts[:inside]).with_suffix(".weather")


def outage_after(url: str, operations: int | None) -> None:
    """The store fails from then on, until it is told otherwise; None: it does not fail."""
    weather = weather_of(Path(url.partition("://")[2]))
    if operations is None:
        weather.unlink(missing_ok=True)
    else:
        weather.write_text(f"{operations} ")


@pytest.fixture
def stores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The URL of an empty store of each kind, by its protocol."""
    points = tmp_path / "plugins" / "hongdan_buckets-1.dist-info"
    points.mkdir(parents=True)
    (points / "entry_points.txt").write_text(POINTS)
    (points / "METADATA").write_text("Name: hongdan-buckets\nVersion: 1\n")
    monkeypatch.syspath_prepend(str(points.parent))
    for kind in (Bucket, Server):
        fsspec.register_implementation(kind.protocol, kind, clobber=True)
        (tmp_path / kind.protocol).mkdir()
    (tmp_path / "server" / PART).mkdir()
    return {name: f"{name}://{tmp_path}/{name}/{PART}" for name in ("bucket", "server")}
