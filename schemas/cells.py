"""What one cell may hold, how it is read, and how a column is declared.

A cell arrives as text, the way the reader hands it over (`2026-03-05 00:00:00`, `0.30000000000000004`,
`true`). A reader turns it into one value, or into a `Fault` that says what is wrong with it.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Context
from typing import TYPE_CHECKING, Any, NamedTuple

from schemas.words import Choice, Words

if TYPE_CHECKING:  # a day is read from the command line long before any table is
    import pandera.pandas as pa

Params = tuple[tuple[str, str], ...]
Value = str | int | bool | datetime

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


class Fault(NamedTuple):
    """Why a cell can't be read: a code of `schemas.sentences`, and what its sentence quotes."""

    code: str
    params: Params = ()


@dataclass(frozen=True, eq=False)
class CellType:
    """One kind of value; there is one of each, and it equals itself.

    Attributes:
        name: What the type is called in code and in notes.
        dtype: The pandas dtype of a column of it.
        read: One cell's text to its value or a Fault; never called with a blank.
        number_format: How Excel shows it.
        decimals: Digits after the point, for numbers; the column holds value × 10**decimals.
        form: What to type, in a few words, for notes and messages.
    """

    name: str
    dtype: str
    read: Callable[[str], Value | Fault]
    number_format: str
    form: Words
    decimals: int | None = None

    def __reduce__(self) -> str:
        """Its name in this module: pickled or copied, as pandera does with what a model declares, it is itself."""
        return self.name.upper()


@dataclass(frozen=True)
class Cell:
    """One column as it is declared: everything that follows from it is derived from this.

    Attributes:
        label: The column's label in a workbook.
        holds: What its cells hold.
        also: Other labels under which the column is accepted.
        required: The column must be there, and every row (or document) must fill it in.
        may_be_blank: Required as a column only; a cell of it may be blank.
        document: All rows of a document must agree on it; blank agrees with anything.
        choices: The closed vocabulary, where it holds a `choice`.
        default: What a blank cell stands for.
        absent: What the cells stand for where the sheet has no such column; else as `default`.
        longest: Most characters of a text.
        example: What the template's example row shows.
        note: The rule in a sentence, where type and name don't say it all.
    """

    label: Words
    holds: CellType
    also: tuple[str, ...] = ()
    required: bool = False
    may_be_blank: bool = False
    document: bool = False
    choices: type[Choice] | None = None
    default: Value | None = None
    absent: Value | None = None
    longest: int | None = None
    example: str = ""
    note: Words | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label under which the column is recognised, the exact ones first."""
        return (*self.label, *self.also)

    def read(self, text: str) -> Value | Fault:
        """One cell's text to its value or a Fault."""
        if self.choices is not None:
            return read_choice(text, self.choices)
        value = self.holds.read(text)
        if self.longest is not None and isinstance(value, str) and len(value) > self.longest:
            return Fault("too_long", (("longest", str(self.longest)),))
        return value


def plain(text: str) -> str:
    """Text as codes, numbers and labels are compared: NFKC, no white space at all, nothing invisible."""
    return "".join(unicodedata.normalize("NFKC", text).translate(INVISIBLE).split())


def folded(text: str) -> str:
    """`plain`, and in one case: how labels and choices are compared."""
    return plain(text).casefold()


# --- text -----------------------------------------------------------------------------------

MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) 00:00:00\Z")
FLOATED = re.compile(r"([0-9]{7,})\.0\Z")


def read_text(text: str) -> str:
    """Trimmed, inner white space collapsed, in its own characters; a date cell loses its midnight."""
    tidy = " ".join(text.translate(INVISIBLE).split())
    return MIDNIGHT.sub(r"\1", FLOATED.sub(r"\1", tidy))


def read_code(text: str) -> str:
    """A code or the number of a document: as text, and NFKC."""
    return read_text(unicodedata.normalize("NFKC", text))


SPOILT = re.compile(r"-?(?:[0-9](?:\.[0-9]+)?[Ee]\+[0-9]{2,3}|[0-9]{16,}\.0+)\Z")
"""A number as a spreadsheet shows or exports it that has no room for all of its digits."""


def read_identifier(text: str) -> str | Fault:
    """A code or number whose digits are all there; `1.59E+17` is none any more."""
    code = read_code(text)
    return Fault("shown_short") if SPOILT.match(code) or SPOILT.match(text.strip()) else code


# --- numbers --------------------------------------------------------------------------------

LARGEST = 10**12
"""No quantity, price or amount of ours reaches a million million; what does is a typing error."""
AMOUNT = re.compile(
    r"(?P<open>\()?(?P<sign>-)?¥?(?P<inner>-)?"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?|[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
    r"(?P<unit>[^0-9.,()¥-]*)(?P<close>\))?\Z"
)
MULTIPLIERS = re.compile(r"[kw]\Z|[十百万亿]|千(?![克米升瓦])", re.IGNORECASE)
PULLED_APART = re.compile(r"[\d.,]\s+[\d.,]")
"""`1 2` is not 12: white space counts for nothing only around a number and before its unit."""
AS_EXCEL_SHOWS = Context(prec=15)


def read_number(text: str, decimals: int, units: tuple[str, ...] | None) -> int | Fault:
    """A number as a whole multiple of 10**-decimals, rounded to 15 digits as Excel shows it.

    Args:
        text: `1,234.50`, `¥1,234.5`, `1234.5元`, `１２３`, `-5`, `(100.00)`.
        decimals: Most digits after the point; more is a Fault.
        units: The words allowed behind the number; None: any that is not a multiplier (`10件`, `2.5千克`).
    """
    found = None if PULLED_APART.search(text) else AMOUNT.match(plain(text))
    if found is None or (found["open"] is None) != (found["close"] is None):
        return Fault("not_a_number")
    signs = [s for s in (found["open"], found["sign"], found["inner"]) if s]
    if len(signs) > 1:
        return Fault("not_a_number")
    unit = found["unit"]
    if unit and not unit.isalpha():
        return Fault("not_a_number")
    if unit and (MULTIPLIERS.search(unit) or (units is not None and unit not in units)):
        return Fault("unit_behind_number", (("unit", unit),))
    value = AS_EXCEL_SHOWS.create_decimal(found["digits"].replace(",", ""))
    if value >= LARGEST:
        return Fault("too_large")
    scaled = value.scaleb(decimals)
    if scaled != scaled.to_integral_value():
        return Fault("too_many_decimals", (("decimals", str(decimals)),))
    return -int(scaled) if signs else int(scaled)


def read_quantity(text: str) -> int | Fault:
    """A quantity in thousandths; a unit behind it is left off."""
    return read_number(text, 3, None)


def read_price(text: str) -> int | Fault:
    """A unit price in ten-thousandths of a yuan."""
    return read_number(text, 4, ("元",))


def read_money(text: str) -> int | Fault:
    """An amount in fen."""
    return read_number(text, 2, ("元",))


def read_count(text: str) -> int | Fault:
    """A whole number."""
    value = read_number(text, 0, ())
    return Fault("not_a_whole_number") if isinstance(value, Fault) else value


# --- days and moments -----------------------------------------------------------------------

CLOCK = r"(?:(?:T|\s*)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?)?"
DATES = (
    re.compile(
        r"(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})(?:\s+(?=[0-9])|(?=T)|\Z)"
        + CLOCK
        + r"\Z"
    ),
    re.compile(r"(?P<year>[0-9]{4})\s*年\s*(?P<month>[0-9]{1,2})\s*月\s*(?P<day>[0-9]{1,2})\s*日\s*" + CLOCK + r"\Z"),
    re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?:\s+(?=[0-9])|(?=T)|\Z)" + CLOCK + r"\Z"),
)
SERIAL = re.compile(r"(?P<days>[0-9]{5})(?P<part>\.[0-9]+)?\Z")
SERIALS = range(36526, 73051)
YEARS = frozenset({*range(2000, 2100), 9999})
"""Other years are typing errors; 9999 is what systems write for ever."""
EPOCH = datetime(1899, 12, 30)


def read_moment(text: str) -> datetime | Fault:
    """A day with an optional time, to the second; without one, midnight."""
    tidy = " ".join(unicodedata.normalize("NFKC", text).translate(INVISIBLE).split())
    if serial := SERIAL.match(tidy):
        days = int(serial["days"])
        if days not in SERIALS:
            return Fault("not_a_date")
        seconds = round(float(serial["part"] or 0) * 86400)
        return EPOCH + timedelta(days=days, seconds=seconds)
    for form in DATES:
        if found := form.match(tidy):
            part = {name: int(digits or 0) for name, digits in found.groupdict().items() if name != "mark"}
            try:
                moment = datetime(
                    part["year"], part["month"], part["day"], part["hour"], part["minute"], part["second"]
                )
            except ValueError:
                return Fault("no_such_date")
            return moment if moment.year in YEARS else Fault("year_out_of_range")
    return Fault("not_a_date")


def read_day(text: str) -> datetime | Fault:
    """A day; a time of day is dropped."""
    moment = read_moment(text)
    return moment if isinstance(moment, Fault) else datetime(moment.year, moment.month, moment.day)


MONTHS = re.compile(
    r"(?P<year>[0-9]{4})(?:[-/.](?P<month>[0-9]{1,2})|(?P<bare>[0-9]{2})|年(?P<said>[0-9]{1,2})月份?)\Z"
)


def read_month(text: str) -> str | Fault:
    """A month as `2026-10`; a day stands for its month, as Excel makes the first of the month of a month typed."""
    if found := MONTHS.match(plain(text)):
        year, month = int(found["year"]), int(found["month"] or found["bare"] or found["said"])
        return f"{year}-{month:02d}" if year in YEARS and 1 <= month <= 12 else Fault("not_a_month")
    day = read_moment(text)
    return Fault("not_a_month") if isinstance(day, Fault) else f"{day:%Y-%m}"


# --- yes or no, and one of -------------------------------------------------------------------

YES = frozenset(map(folded, ("是", "有", "已签", "已签字", "√", "✓", "Y", "yes", "true", "1")))
NO = frozenset(map(folded, ("否", "无", "未签", "未签字", "×", "✗", "N", "no", "false", "0")))


def read_flag(text: str) -> bool | Fault:
    """Yes or no."""
    word = folded(text)
    if word in YES or word in NO:
        return word in YES
    return Fault("not_yes_or_no")


def read_choice(text: str, choices: type[Choice]) -> str | Fault:
    """One of the words given, in either language, as its Chinese word."""
    word = folded(text)
    for choice in choices:
        if word in map(folded, choice.words):
            return choice.value
    return Fault("not_a_choice", (("choices", " ".join(choice.value for choice in choices)),))


TEXT = CellType("text", "str", read_text, "@", Words("文字", "text"))
CODE = CellType("code", "str", read_identifier, "@", Words("编码或单号", "a code or number"))
CHOICE = CellType("choice", "str", read_text, "@", Words("从下拉列表中选", "one of the list"))
COUNT = CellType("count", "Int64", read_count, "0", Words("整数", "a whole number"), 0)
QUANTITY = CellType(
    "quantity", "Int64", read_quantity, "#,##0.###", Words("数量，最多三位小数", "a quantity, at most 3 decimals"), 3
)
PRICE = CellType(
    "price", "Int64", read_price, "#,##0.00##", Words("单价，最多四位小数", "a price, at most 4 decimals"), 4
)
MONEY = CellType("money", "Int64", read_money, "#,##0.00", Words("金额，两位小数", "an amount, at most 2 decimals"), 2)
DAY = CellType(
    "day", "datetime64[us]", read_day, "yyyy-mm-dd", Words("日期，如 2026-10-03", "a day such as 2026-10-03")
)
MOMENT = CellType(
    "moment",
    "datetime64[us]",
    read_moment,
    "yyyy-mm-dd hh:mm",
    Words("日期和时间，如 2026-10-03 14:30", "a day and time such as 2026-10-03 14:30"),
)
MONTH = CellType("month", "str", read_month, "@", Words("月份，如 2026-10", "a month such as 2026-10"))
FLAG = CellType("flag", "boolean", read_flag, "@", Words("是 或 否", "yes or no"))


def cell(zh: str, en: str, type_: CellType, *also: str, rules: dict[str, Any] | None = None, **declared: Any) -> Any:
    """Declares one column of an input sheet or of an answer.

    Args:
        zh: Its Chinese label.
        en: Its English label.
        type_: What its cells hold.
        also: Other labels under which it is accepted.
        rules: pandera's own checks, such as `{"gt": 0}`; blank cells pass.
        declared: The remaining attributes of `Cell`.
    """
    from pandera.pandas import Field

    declaration = Cell(Words(zh, en), type_, also, **declared)
    return Field(nullable=True, n_failure_cases=1, metadata={"cell": declaration}, **(rules or {}))


def inner(type_: CellType) -> Any:
    """Declares a column of an answer that other questions need and nobody is shown."""
    from pandera.pandas import Field

    return Field(nullable=True, metadata={"type": type_})


def types_of(model: "type[pa.DataFrameModel]") -> dict[str, CellType]:
    """The type of every declared column of a model, shown or not, in the order of declaration."""
    found = declared_in(model)
    return {name: about["cell"].holds if "cell" in about else about["type"] for name, about in found.items()}


def cells_of(model: "type[pa.DataFrameModel]") -> dict[str, Cell]:
    """The columns of a model that people see, by column name, in the order of their declaration."""
    return {name: about["cell"] for name, about in declared_in(model).items() if "cell" in about}


def declared_in(model: "type[pa.DataFrameModel]") -> "dict[str, dict[str, Any]]":
    """What `cell` and `inner` left in each column of a model, in the order of declaration; no schema is built."""
    return {name: column.metadata or {} for name, (_, column) in model.__fields__.items()}


def rule(code: str, *columns: str) -> Callable[[Callable[..., Any]], Any]:
    """Declares a rule over several columns of a row; a row it is False for has a problem.

    Args:
        code: The sentence in `schemas.sentences`.
        columns: The columns that the rule is about; the first one's cell is marked.
    """
    from pandera.pandas import dataframe_check

    return dataframe_check(error=code, title=",".join(columns), ignore_na=False, n_failure_cases=1)
