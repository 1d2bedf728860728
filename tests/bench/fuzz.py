"""Mutated workbooks of every format through the guarded reader: no crash, no hang, and every row counted.

python -m tests.bench.fuzz --times 3000 --seed 1
"""

import argparse
import io
import random
import re
import struct
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from pipeline.intake.read import read_file
from pipeline.intake.reading import Reading
from pipeline.intake.refused import UNZIPPING
from pipeline.intake.rules import ReadingRules
from pipeline.intake.typed import typed_sheets
from pipeline.workers import Killed, Workers
from tests.bench.sheets import HEADER, order_rows, workbook
from tests.intake.made import adds_up, book

RULES = ReadingRules(max_cells=200_000, max_memory_mb=600, max_seconds=20, max_unpacked_mb=50)
NUMBERS = (b"0", b"-1", b"1", b"65536", b"1048576", b"1048577", b"4294967295", b"99999999999999999999", b"1e308", b"")
BROKEN = ("reader_died", "reader_slow", "reader_fault")
"""What must not come of any file; too much memory is a refusal like any other."""
Mutation = Callable[[random.Random, bytes], bytes]


def seeds() -> dict[str, bytes]:
    """A small file of every format that can be made here, by name; the sample inbox gives the others."""
    rows = order_rows(40)
    text = "\n".join(",".join(map(str, row)) for row in [HEADER, *rows])
    found = {
        "large.xlsx": workbook(rows),
        "plain.xlsx": book({"订单": [HEADER, *rows], "说明": [["写写"]]}),
        "text.csv": text.encode(),
        "wide.csv": text.replace(",", "\t").encode("utf-16"),
        "old.csv": text.encode("gb18030"),
        "page.xls": ("<html><table>" + "".join(
            "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in [HEADER, *rows]
        ) + "</table></html>").encode(),
        "table.ods": open_document([HEADER, *rows]),
    }  # fmt: skip
    root = Path(__file__).parents[2]
    for ending in (".xls", ".xlsb", ".ods", ".xlsx"):
        found |= {path.name: path.read_bytes() for path in sorted((root / "inbox").rglob(f"*{ending}"))[:2]}
    return found


def open_document(rows: list[tuple[object, ...]]) -> bytes:
    """The bytes of an .ods with one sheet of text."""
    ns = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(
        "<t:table-row>" + "".join(
            f'<t:table-cell o:value-type="string"><x:p>{cell}</x:p></t:table-cell>' for cell in row
        ) + "</t:table-row>" for row in rows
    )  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{ns}:manifest:1.0"/>')
        package.writestr(
            "content.xml",
            f'<o:document-content xmlns:o="{ns}:office:1.0" xmlns:t="{ns}:table:1.0" xmlns:x="{ns}:text:1.0"><o:body>'
            f'<o:spreadsheet><t:table t:name="订单">{body}</t:table></o:spreadsheet></o:body></o:document-content>',
        )
    return out.getvalue()


# --- mutations -------------------------------------------------------------------------------


def flipped(chance: random.Random, content: bytes) -> bytes:
    """A few bytes changed."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(chance: random.Random, content: bytes) -> bytes:
    """Cut off somewhere."""
    return content[: chance.randrange(len(content))]


def cut_out(chance: random.Random, content: bytes) -> bytes:
    """A piece left out, or there twice."""
    begin = chance.randrange(len(content))
    end = min(begin + chance.choice((1, 4, 64, 512, 4096)), len(content))
    return content[:begin] + content[begin:end] * chance.choice((0, 2)) + content[end:]


def large_words(chance: random.Random, content: bytes) -> bytes:
    """Some whole words of four bytes made zero, huge or negative, as lengths and offsets are in binary records."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(max(len(changed) - 4, 1))
        changed[place : place + 4] = struct.pack("<I", chance.choice((0, 1, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)))
    return bytes(changed)


def numbers(chance: random.Random, content: bytes) -> bytes:
    """Some numbers in attributes and elements made others."""
    found = list(re.finditer(rb'(?<=[">A-Z])-?[0-9]+(?=["<])', content))
    for match in sorted(chance.sample(found, min(len(found), 3)), key=lambda one: -one.start()):
        content = content[: match.start()] + chance.choice(NUMBERS) + content[match.end() :]
    return content


def elements(chance: random.Random, content: bytes) -> bytes:
    """An element left out, doubled, or put elsewhere."""
    tags = [match.start() for match in re.finditer(rb"<", content)]
    if len(tags) < 3:
        return content
    begin, end = sorted(chance.sample(tags, 2))
    end = min(end, begin + 2000)
    piece, rest = content[begin:end], content[:begin] + content[end:]
    place = chance.choice(tags) % max(len(rest), 1)
    return chance.choice((rest, content[:end] + piece + content[end:], rest[:place] + piece + rest[place:]))


def types(chance: random.Random, content: bytes) -> bytes:
    """The type or the place of some cells changed."""
    kinds = (b' t="s"', b' t="str"', b' t="b"', b' t="e"', b' t="d"', b' t="inlineStr"', b' t="n"', b' s="99999"')
    cells = list(re.finditer(rb'<c r="[A-Z]+[0-9]+"([^>]*)>', content))
    for match in sorted(chance.sample(cells, min(len(cells), 4)), key=lambda one: -one.start()):
        content = content[: match.start(1)] + chance.choice(kinds) + content[match.end(1) :]
    return content


BYTES: tuple[Mutation, ...] = (flipped, cut, cut_out, large_words)
PARTS: tuple[Mutation, ...] = (flipped, cut, cut_out, numbers, numbers, elements, types)


def in_part(chance: random.Random, content: bytes) -> bytes:
    """Parts of a zip mutated, left out, or swapped."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except UNZIPPING:
        return flipped(chance, content)
    name, other = chance.choice(list(parts)), chance.choice(list(parts))
    what = chance.random()
    if what < 0.05:
        del parts[name]
    elif what < 0.1:
        parts[name], parts[other] = parts[other], parts[name]
    elif parts[name]:
        parts[name] = chance.choice(PARTS)(chance, parts[name])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def mutated(chance: random.Random, content: bytes) -> bytes:
    """One to three mutations after each other."""
    for _ in range(chance.randint(1, 3)):
        if not content:
            break
        if content.startswith(b"PK") and chance.random() < 0.8:
            content = in_part(chance, content)
        else:
            content = chance.choice((*BYTES, numbers, elements) if b"<" in content[:20] else BYTES)(chance, content)
    return content


# --- what comes of them ----------------------------------------------------------------------


def outcome(name: str, content: bytes) -> str:
    """What came of one file: what it was refused for, or that it was read; a marked copy's reader goes over it too."""
    reading: Reading = read_file(content, name, RULES)
    if reading.refusal is not None:
        return reading.refusal.code
    typed_sheets(content, name, RULES)
    return "read" if adds_up(reading) else "ROWS DO NOT ADD UP"


def one(work: tuple[str, bytes]) -> str:
    """The same, for a process."""
    return outcome(*work)


def pieces(times: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many mutated files; the same seed gives the same."""
    chance = random.Random(seed)
    known = seeds()
    for _ in range(times):
        name = chance.choice(list(known))
        yield name, mutated(chance, known[name])


def fuzzed(times: int, seed: int, keep: Path | None = None) -> Counter[str]:
    """How often each outcome came; files that broke the reader are kept where asked."""
    found: Counter[str] = Counter()
    with Workers() as workers:
        work = list(pieces(times, seed))
        for number, (piece, answer) in enumerate(zip(work, workers.guarded(partial(one), work, RULES), strict=True)):
            said = f"{answer.reason} {answer.detail}" if isinstance(answer, Killed) else answer
            found[said] += 1
            if keep is not None and (isinstance(answer, Killed) or said.isupper()):
                (keep / f"{seed}-{number}-{piece[0]}").write_bytes(piece[1])
    return found


def main() -> None:
    """Runs and says how often what came of it; status 1 where anything but an answer or a refusal did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the files that broke the reader")
    asked = parser.parse_args()
    found = fuzzed(asked.times, asked.seed, asked.keep)
    for said, times in found.most_common():
        print(f"{times:6} {said}")
    sys.exit(any(said.startswith(BROKEN) or said.isupper() for said in found))


if __name__ == "__main__":
    main()
