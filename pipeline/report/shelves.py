"""The names of what was written into the outbox to the links under which the page 总览.html shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.report.grids import grid_of_words, left_out
from pipeline.report.html import Section, Shelf, Text, link_to
from schemas.sentences import overview as words
from schemas.words import Lang

LINKED = 300
"""More files of one folder than this are left to the folder."""


@dataclass(frozen=True)
class Lying:
    """What lies in the outbox after a run.

    Attributes:
        places: Where each workbook was put, by its name below the outbox: under its own, or beside it where that was
            in the way.
    """

    places: Mapping[str, str]

    def link(self, name: str) -> str:
        """Where a workbook is found, or a folder that holds any; "" where there is none."""
        if name in self.places:
            return link_to(self.places[name])
        folder = f"{name.rstrip('/')}/"
        return link_to(folder) if any(place.startswith(folder) for place in self.places.values()) else ""


def workbooks(files: Lying, lang: Lang) -> Section:
    """Every workbook by name: those of the outbox itself with what they are for, the others by folder."""
    folders: dict[str, list[str]] = {}
    for name in files.places:
        folders.setdefault(folder_of(name), []).append(name)
    own = folders.pop("", [])
    rows = [(linked(name, files), Text(use_of(name, lang))) for name in own]
    grids = (grid_of_words(words.FILE_LIST.in_(lang), words.FILE_LIST_HEADS, rows, lang),) if rows else ()
    shelves = tuple(shelf(folder, sorted(names), files, lang) for folder, names in folders.items())
    return Section("files", words.FILES.in_(lang), grids=grids, shelves=shelves)


def folder_of(name: str) -> str:
    """The folder that a workbook is listed under: the month's of a statement, else the first; "" for the outbox."""
    parts = PurePosixPath(name).parts[:-1]
    return "/".join(parts[:2] if parts[:1] == ("对账单",) else parts[:1])


def shelf(folder: str, names: list[str], files: Lying, lang: Lang) -> Shelf:
    """The workbooks of one folder."""
    title = words.FOLDER.in_(lang).format(folder=folder, count=len(names))
    links = [Text(f"{folder}/", files.link(folder)), *(linked(name, files, folder) for name in names[:LINKED])]
    return Shelf(title, tuple(links), left_out(words.MORE_IN_FOLDER, len(names), LINKED, lang))


def linked(name: str, files: Lying, folder: str = "") -> Text:
    """A workbook by the name under which it lies in a folder."""
    return Text(files.places[name].removeprefix(f"{folder}/"), files.link(name))


def use_of(name: str, lang: Lang) -> str:
    """What a workbook is for; "" where nothing is said of it."""
    return words.USES[name].in_(lang) if name in words.USES else ""
