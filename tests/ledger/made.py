"""Readings by hand, and an inbox whose files say what they are to be read as."""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from pipeline.intake.inbox import scan
from pipeline.intake.reading import DOCUMENTS, Named, Reading, SheetReading
from pipeline.intake.rules import ReadingRules
from pipeline.ledger.current import Current
from pipeline.ledger.journal import Version
from pipeline.ledger.ledger import Ledger
from pipeline.problems import Problem
from schemas.registry import SHEETS

DAY = date(2026, 10, 31)
RULES = ReadingRules()
SECOND = 1_000_000_000
BASE = 1_790_000_000 * SECOND


def table(kind: str, *rows: dict) -> pd.DataFrame:
    """Accepted rows of a kind; what a row leaves out is blank. `document` follows from the key."""
    frame = SHEETS[kind].empty()
    filled = pd.DataFrame(list(rows), columns=list(frame.columns), dtype=object)
    for name in SHEETS[kind].dtypes:
        if name.startswith("has_"):
            filled[name] = filled[name].fillna(False)
    return filled.astype(SHEETS[kind].dtypes)


def digest(rows: Iterable[dict]) -> str:
    place = ("document", "sheet", "row")
    said = [{k: v for k, v in row.items() if k not in place and not k.startswith("has_")} for row in rows]
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def reading(*documents: dict, ignored: int = 0, columns: dict[str, int] | None = None) -> Reading:
    """A Reading from documents: kind, document, rows (dicts), sheet and state ("accepted" unless said)."""
    places: dict[str, int] = {}
    kinds: dict[str, str] = {}
    listed, tables, problems = [], {}, []
    for found in documents:
        kind, sheet, state = found["kind"], found.get("sheet", SHEETS[found["kind"]].label.zh), found.get("state")
        kinds[sheet] = kind
        rows = []
        for row in found["rows"]:
            places[sheet] = places.get(sheet, 1) + 1
            rows.append({"document": found["document"], "sheet": sheet, "row": places[sheet], **row})
        if state == "held":
            problems.append(
                Problem("", sheet, rows[0]["row"], 1, "required_blank", "数量", kind=kind, document=found["document"])
            )
        elif state != "repeat":
            tables.setdefault(kind, []).extend(rows)
        listed.append(
            {
                "kind": kind,
                "document": found["document"],
                "sheet": sheet,
                "state": state or "accepted",
                "rows": len(rows),
                "digest": "" if state == "held" else digest(rows),
                "date": found.get("date", pd.NaT),
                "moves": True,
                "salesperson": found.get("salesperson", ""),
                "order_no": found.get("named", ""),
            }
        )
    sheets = tuple(
        SheetReading(name, kinds[name], last - 1 + ignored, ignored, 1, columns or {}) for name, last in places.items()
    )
    return Reading(
        sheets or (SheetReading("说明", "", 2, 2),),
        {kind: table(kind, *rows) for kind, rows in tables.items()},
        pd.DataFrame(listed, columns=list(DOCUMENTS)).astype(DOCUMENTS),
        tuple(sorted(problems)),
    )


def order(number: str, quantity: int = 10, lines: int = 1, **said) -> dict:
    rows = [
        {"order_no": number, "line_no": line, "customer_code": "C001", "product_code": f"P{line}",
         "order_date": pd.Timestamp("2026-10-03"), "quantity_e3": quantity * 1000, "is_gift": False}
        for line in range(1, lines + 1)
    ]  # fmt: skip
    return {"kind": "orders", "document": number, "rows": rows, **said}


def shipment(number: str, order_no: str | None = None, products: dict | None = None, **said) -> dict:
    rows = [
        {"shipment_no": number, "line_no": line, "ship_date": pd.Timestamp("2026-10-05"), "order_no": order_no,
         "product_code": code or None, "product_name": None if code else "合页", "quantity_e3": quantity * 1000,
         "is_gift": False}
        for line, (code, quantity) in enumerate((products or {"P1": 10}).items(), 1)
    ]  # fmt: skip
    return {"kind": "shipments", "document": number, "rows": rows, **said}


def slip(number: str, received: dict | None = None, signed: bool = True, promised: str | None = None, **said) -> dict:
    back = {} if promised else {"returned_date": pd.Timestamp("2026-10-08"), "signed": signed}
    rows = [
        {"shipment_no": number, "slip_type": "红单", "product_code": code or None, "received_quantity_e3": quantity,
         "promised_date": pd.Timestamp(promised) if promised else None, "evidence": "签字", **back}
        for code, quantity in (received or {"": None}).items()
    ]  # fmt: skip
    return {"kind": "slips", "document": f"{number}\x1f红单", "rows": rows, **said}


def receipt(number: str, amount: int = 100, **named) -> dict:
    rows = [{"receipt_no": number, "received_date": pd.Timestamp("2026-10-20"), "customer_code": "C001",
             "amount_fen": amount, "kind": "货款", **named}]  # fmt: skip
    return {"kind": "payments", "document": number, "rows": rows}


def goods_back(number: str, quantity: int = 1, **named) -> dict:
    rows = [{"return_no": number, "line_no": 1, "return_date": pd.Timestamp("2026-10-12"), "product_code": "P1",
             "quantity_e3": quantity * 1000, **named}]  # fmt: skip
    return {"kind": "returns", "document": number, "rows": rows}


def customer(code: str, name: str = "示例公司", aliases: str | None = None) -> dict:
    rows = [{"customer_code": code, "customer_name": name, "aliases": aliases}]
    return {"kind": "customers", "document": code, "rows": rows}


REFUSED = Reading(refusal=Problem("", "", 0, 0, "damaged"))


class Office:
    """An inbox and a ledger; what a file is read as is said when it is saved."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.inbox = root / "inbox"
        self.inbox.mkdir(parents=True)
        self.readings: dict[bytes, Reading] = {}
        self.read_names: list[str] = []
        self.clock = BASE
        self.ledger = Ledger(root / ".hongdan", RULES, self.read)

    def read(self, files: Sequence[Named], rules: ReadingRules) -> list[Reading]:
        """What some files were saved as."""
        self.read_names += [name for _, name in files]
        return [self.readings[content] for content, _ in files]

    def save(self, name: str, *documents: dict | Reading, at: int | None = None, **said) -> None:
        """Saves a file that holds these documents, a second after the one before unless said."""
        found = documents[0] if documents and isinstance(documents[0], Reading) else reading(*documents, **said)
        content = repr((documents, said)).encode()
        self.readings[content] = found
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.clock += SECOND
        time = self.clock if at is None else BASE + at * SECOND
        os.utime(path, ns=(time, time))

    def run(self, day: date = DAY, **how) -> tuple[Version, ...]:
        """Takes in what changed."""
        return self.ledger.take_in(scan(self.inbox), day, **how)

    def now(self, lang: str = "zh") -> Current:
        """What counts now."""
        return self.ledger.current(lang)

    def drop(self, name: str, *documents: dict | Reading, **said) -> Current:
        """Saves a file, runs, and says what counts."""
        self.save(name, *documents, **said)
        self.run()
        return self.now()


TOLD = {"slips": "received_quantity_e3", "payments": "amount_fen", "customers": "customer_name"}


def lines(current: Current, kind: str = "orders") -> list[tuple]:
    """The rows of a kind in short: document, a value, file, row."""
    rows = current.tables[kind][["document", TOLD.get(kind, "quantity_e3"), "file", "row"]].astype(object)
    return [tuple(row) for row in rows.where(rows.notna(), None).itertuples(index=False)]


def report(current: Current) -> list[tuple]:
    """The intake report in short: file, sheet, outcome, rows, accepted, held, repeated, ignored."""
    columns = ["file", "sheet", "outcome", "rows", "accepted", "held", "repeated", "ignored"]
    rows = current.intake[columns].astype(object)
    return [tuple(row) for row in rows.where(rows.notna(), None).itertuples(index=False)]
