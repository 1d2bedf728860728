"""The XML inside an .xlsx to what the cell reader doesn't tell: merges, widths, what is hidden, unstored formulas."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError

import pyarrow as pa
import pyarrow.compute as pc
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pipeline.intake.refused import UNZIPPING, Refused, guard_cells
from pipeline.intake.values import Box
from pipeline.problems import column_letters

SOONER_READ = 10_000_000
"""A sheet that spans fewer cells can't hurt: it is sooner read and counted than searched for its last cell."""

RELATIONS = "xl/_rels/workbook.xml.rels"
MACRO_SHEET = re.compile(rb'\bType="[^"]*/xl(?:Intl)?Macrosheet"')
DIALOG = 'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/dialogsheet"'

COLUMN_SAYS = re.compile(rb'\s(min|max|width|hidden)="(true|[0-9]{1,5}(?:\.[0-9]+)?)"')
"""What is told of a run of columns."""

LONG = rb"-?(?:[0-9]{16,}|[0-9](?:\.[0-9]+)?E\+(?:1[5-9]|[2-9][0-9]))"
"""A number of 16 digits or more, as XML has it."""

FAR = r'r="(?:[A-Z]{2}|[A-Z]?(?:[3-9][0-9]{5}|[0-9]{7}))'
"""A place beyond column Z or the first 299,999 rows; a sheet without one spans less than SOONER_READ."""
HIDDEN = r'\shidden="'
MAY_BE_LONG = r">-?(?:[0-9]{16}|[0-9](?:\.[0-9]+)?E\+)"
"""What every LONG number looks like, and little else."""


@dataclass(frozen=True)
class Look:
    """What one sheet's XML says. Rows and columns count from 0.

    Attributes:
        merges: The merged ranges.
        hidden_rows: Rows that are hidden or filtered out.
        hidden_columns: First and last of each run of hidden columns.
        widths: First and last of each run of columns of one width, and that, in characters.
        unstored: Cells with a formula and no stored value.
        overlong: Cells that hold a number of 16 digits or more, of which Excel keeps 15.
        from_a: Column A surely holds something, so that the cell reader's first column is A.
    """

    merges: tuple[Box, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    widths: tuple[tuple[int, int, float], ...] = ()
    unstored: frozenset[tuple[int, int]] = frozenset()
    overlong: frozenset[tuple[int, int]] = frozenset()
    from_a: bool = False


@dataclass(frozen=True)
class Package:
    """A workbook's XML: `looks` by the sheet's name, `epoch_1904` where serial dates count from 1904."""

    looks: dict[str, Look] = field(default_factory=dict)
    epoch_1904: bool = False


def look_inside(content: bytes, max_cells: int) -> Package:
    """What an .xlsx says of its sheets beside their cells.

    Raises:
        Refused: It is damaged, or a sheet reaches so far that reading it would take all memory.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            book = fromstring(package.read("xl/workbook.xml"))
            worksheets = targets(package, RELATIONS, "/worksheet")
            looks = {}
            for sheet in _named(book, "sheet"):
                if part := worksheets.get(_attribute(sheet, "id"), ""):
                    looks[sheet.get("name", "")] = _look(package.read(part), sheet.get("name", ""), max_cells)
            return Package(looks, any(_attribute(e, "date1904") in ("1", "true") for e in _named(book, "workbookPr")))
    except (*UNZIPPING, ParseError, DefusedXmlException) as fault:
        raise Refused("damaged") from fault


def without_macro_sheets(content: bytes) -> bytes:
    """An .xlsx whose macro sheets pass for dialogs: with one of them the cell reader reads nothing of a workbook.

    Raises:
        Refused: It is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            relations = package.read(RELATIONS)
            if not MACRO_SHEET.search(relations):
                return content
            changed = io.BytesIO()
            with zipfile.ZipFile(changed, "w") as copy:
                for name in set(package.namelist()) - {RELATIONS}:
                    copy.writestr(name, package.read(name))
                copy.writestr(RELATIONS, MACRO_SHEET.sub(DIALOG.encode(), relations))
            return changed.getvalue()
    except UNZIPPING as fault:
        raise Refused("damaged") from fault


def targets(package: zipfile.ZipFile, relations: str, kind: str = "") -> dict[str, str]:
    """The parts that a part of the package refers to, by the id under which it does; those of a kind, or all."""
    found = {}
    for relation in _named(fromstring(package.read(relations)), "Relationship"):
        target = relation.get("Target", "")
        if not relation.get("Type", "").endswith(kind):
            continue
        found[relation.get("Id", "")] = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
    return found


def _named(parent: Element, name: str) -> Iterator[Element]:
    return (element for element in parent.iter() if element.tag.rpartition("}")[2] == name)


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


@dataclass(frozen=True)
class Patterns:
    """How one sheet's XML is searched: writers differ in namespace prefix and in the order of a cell's attributes."""

    row: re.Pattern[bytes]
    hidden_row: re.Pattern[bytes]
    column: re.Pattern[bytes]
    filled: re.Pattern[bytes]
    beyond_z: re.Pattern[bytes]
    in_a: re.Pattern[bytes]
    unstored: re.Pattern[bytes]
    overlong: re.Pattern[bytes]
    merge: re.Pattern[bytes]


@lru_cache(maxsize=8)
def _patterns(prefix: bytes, before_place: bytes) -> Patterns:
    start, end, hidden = rb"<" + prefix, rb"</" + prefix, rb'[^>]*?\shidden="(?:1|true)"[^>]*>'
    at = start + rb"c " + before_place + rb'r="'
    formula = start + rb"f(?:\s[^>]*)?(?:/>|>[^<]*" + end + rb"f>)\s*"
    no_value = rb"(?P<value>" + start + rb"v\s*/>|" + start + rb"v>" + end + rb"v>|)\s*" + end + rb"c>"
    return Patterns(
        row=re.compile(start + rb'row (?:[^>]*?\s)?r="([0-9]+)"'),
        hidden_row=re.compile(start + rb"row(?=" + hidden + rb')[^>]*?\sr="([0-9]+)"'),
        column=re.compile(start + rb"col(\s[^>]*)>"),
        filled=re.compile(at + rb'([A-Z]+)([0-9]+)"[^>/]*>\s*(?:' + formula + rb")?" + start + rb"(?:v|is)\b"),
        beyond_z=re.compile(at + rb"([A-Z]{2,})[0-9]"),
        in_a=re.compile(at + rb'A[0-9]+"[^>/]*>(?:' + formula + rb")?" + start + rb"(?:v>[^<]|is>)"),
        unstored=re.compile(at + rb'([A-Z]+)([0-9]+)"([^>/]*)>\s*' + formula + no_value),
        overlong=re.compile(
            at + rb'([A-Z]+)([0-9]+)"([^>/]*)>(?:' + formula + rb")?" + start + rb"v>" + LONG + end + rb"v>"
        ),
        merge=re.compile(start + rb'mergeCell (?:[^>]*?\s)?ref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"'),
    )


def _look(xml: bytes, sheet: str, max_cells: int) -> Look:
    opening = re.search(rb"<((?:\w+:)?)worksheet\b", xml[:2000])
    prefix = opening[1] if opening else b""
    first = re.search(rb"<" + prefix + rb"c\b([^>]*)>", xml)
    if first and not re.search(rb'\sr="', first[1]):
        xml = _with_places(xml, prefix)
    first = re.search(rb"<" + prefix + rb"c ([^>]*)>", xml)
    find = _patterns(prefix, b"" if first is None or first[1].startswith(b'r="') else rb"(?:[^>]*?\s)?")
    begin, end = xml.find(b"<" + prefix + b"sheetData"), xml.rfind(b"</" + prefix + b"sheetData>")
    merges = find.merge.findall(xml, max(end, 0))
    columns = list(_columns(find.column.findall(xml, 0, max(begin, 0))))
    look = Look(
        merges=tuple((int(r1) - 1, _place(c1), int(r2) - 1, _place(c2)) for c1, r1, c2, r2 in merges),
        hidden_columns=tuple((low, high) for low, high, said in columns if said.get(b"hidden")),
        widths=tuple((low, high, said[b"width"]) for low, high, said in columns if b"width" in said),
        from_a=find.in_a.search(xml) is not None,
    )
    formula = f"<{prefix.decode()}f[\\s/>]"
    if not says(xml, "|".join((FAR, HIDDEN, formula, MAY_BE_LONG))):
        return look
    if says(xml, FAR):
        _guard_extent(xml, find, sheet, max_cells)
    return replace(
        look,
        hidden_rows=tuple(int(row) - 1 for row in find.hidden_row.findall(xml)) if says(xml, HIDDEN) else (),
        unstored=_unstored(xml, find) if says(xml, formula) else frozenset(),
        overlong=_overlong(xml, find) if says(xml, MAY_BE_LONG) else frozenset(),
    )


def says(xml: bytes, pattern: str) -> bool:
    """Whether a pattern is found anywhere; by Arrow's machine, which looks for all its parts at once, unlike `re`."""
    text = pa.Array.from_buffers(pa.large_binary(), 1, [None, pa.array([0, len(xml)]).buffers()[1], pa.py_buffer(xml)])
    return bool(pc.match_substring_regex(text, pattern)[0].as_py())


def _columns(tags: list[bytes]) -> Iterator[tuple[int, int, dict[bytes, float]]]:
    """First and last of each run of columns, from 0, and what is said of them."""
    for tag in tags:
        said = {name: 1.0 if value == b"true" else float(value) for name, value in COLUMN_SAYS.findall(tag)}
        if b"min" in said and b"max" in said:
            yield int(said[b"min"]) - 1, int(said[b"max"]) - 1, said


def _with_places(xml: bytes, prefix: bytes) -> bytes:
    """The XML with the places that some writers leave out: each row and cell after the one before."""
    row = column = 0

    def placed(tag: re.Match[bytes]) -> bytes:
        nonlocal row, column
        said = re.search(rb'\sr="([A-Z]*)([0-9]+)"', tag[2])
        if tag[1] == b"row":
            row, column = int(said[2]) if said else row + 1, 0
            place = b"%d" % row
        else:
            column = _place(said[1]) + 1 if said else column + 1
            place = b"%b%d" % (column_letters(column).encode(), row)
        return tag[0] if said else b'<%b%b r="%b"%b' % (prefix, tag[1], place, tag[2])

    return re.sub(rb"<" + prefix + rb"(row|c)(?=[\s/>])([^>]*)", placed, xml)


def _guard_extent(xml: bytes, find: Patterns, sheet: str, max_cells: int) -> None:
    """Refuses a sheet whose filled cells reach so far that reading it would take all memory.

    Most sheets are cleared by their last row and last column, filled or not; only the others cell by cell.
    """
    last_row = max(map(int, find.row.findall(xml)), default=0)
    widest = max(map(_place, set(find.beyond_z.findall(xml))), default=25) + 1
    if last_row * widest <= max(max_cells, SOONER_READ):
        return
    right = bottom = 0
    for cell in find.filled.finditer(xml):
        right, bottom = max(right, _place(cell[1]) + 1), max(bottom, int(cell[2]))
    guard_cells(bottom, right, sheet, max_cells)


def _unstored(xml: bytes, find: Patterns) -> frozenset[tuple[int, int]]:
    """A text formula with an empty value has one: the empty text."""
    return frozenset(
        (int(cell[2]) - 1, _place(cell[1]))
        for cell in find.unstored.finditer(xml)
        if not (cell["value"] and b't="str"' in cell[3])
    )


def _overlong(xml: bytes, find: Patterns) -> frozenset[tuple[int, int]]:
    return frozenset(
        (int(cell[2]) - 1, _place(cell[1]))
        for cell in find.overlong.finditer(xml)
        if not re.search(rb'\bt="[^n]', cell[3])
    )


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1
