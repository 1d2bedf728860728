"""The section [bank] of the settings to the layouts by which exports are read, and what is wrong with it."""

from collections.abc import Iterator

from pydantic import ValidationError

from pipeline.complaints import line_of, most_like, unknown
from pipeline.keys import BankTable, LayoutTable
from pipeline.toml import Complaint, Place
from schemas.cells import Fault, folded
from schemas.layouts import LAYOUTS, Layout
from schemas.sentences.stops import stop_words
from schemas.sheets.payments import PAYMENTS
from schemas.words import Words

NEEDED = ("receipt_no", "received_date", "amount")
PAYER = ("customer_name", "customer_code")


def layouts_of(bank: BankTable) -> Iterator[Layout]:
    """The layouts in the order in which they are tried: the office's own first."""
    for name, table in bank.own.items():
        yield Layout(
            name,
            columns=tuple((PAYMENTS.fields[field], label) for field, label in table.columns.items()),
            outgoing=table.outgoing,
            direction=table.direction,
            incoming=tuple(table.incoming),
            values=tuple((PAYMENTS.fields[field], value) for field, value in table.values.items()),
            ignore=tuple((label, tuple(words)) for label, words in table.ignore.items()),
            blank=tuple(table.blank),
        )
    for name in bank.layouts:
        yield LAYOUTS[name]


def layout_complaints(table: object, lines: dict[Place, int]) -> Iterator[Complaint]:
    """Layouts that do not exist, and those of the office that can't be read by.

    A table of another shape has none here: the check of its shape says what is wrong with it.
    """
    try:
        bank = BankTable.model_validate(table)
    except ValidationError:
        return
    for name in bank.layouts:
        if name not in LAYOUTS:
            words = stop_words("unknown_layout", name=name, names=" ".join(LAYOUTS))
            yield Complaint(line_of(("bank", "layouts"), lines), words)
    for name, layout in bank.own.items():
        place = ("bank", "own", name)
        for key, words in faults_of(layout, ".".join(place)):
            yield Complaint(line_of((*place, *key), lines), words)


def faults_of(layout: LayoutTable, key: str) -> Iterator[tuple[Place, Words]]:
    """What is wrong with one layout: the place below it, and the words."""
    for part, fields in (("columns", layout.columns), ("values", layout.values)):
        for field in fields:
            if field not in PAYMENTS.fields:
                like = most_like(field, [(known, known) for known in PAYMENTS.fields])
                yield (part, field), unknown("unknown_field", like, key=field, kind=PAYMENTS.name)
    lacking = [field for field in NEEDED if not folded(layout.columns.get(field, ""))]
    if not any(folded(layout.columns.get(field, "")) for field in PAYER):
        lacking.append(PAYER[0])
    if lacking:
        yield ("columns",), stop_words("layout_lacks", key=key, fields=" ".join(lacking))
    if bool(layout.direction) != bool(layout.incoming) or (layout.direction and layout.outgoing):
        yield ("direction",), stop_words("layout_direction", key=key)
    yield from value_faults(layout, key)


def value_faults(layout: LayoutTable, key: str) -> Iterator[tuple[Place, Words]]:
    """Fixed values that their field can't hold."""
    for field, value in layout.values.items():
        cell = PAYMENTS.cells.get(PAYMENTS.fields.get(field, ""))
        if cell is not None and isinstance(cell.read(value), Fault):
            choices = " ".join(choice.value for choice in cell.choices or ())
            expects = Words(choices, choices) if choices else cell.holds.form
            yield ("values", field), stop_words("layout_value", key=key, field=field, typed=value, expects=expects)
