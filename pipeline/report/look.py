"""What every workbook of one run has in common: its language, whose it is, and the day it speaks for."""

from dataclasses import dataclass, field
from datetime import date

from schemas.words import Lang


@dataclass(frozen=True)
class Company:
    """Who sends the workbooks, as the settings say; blank parts are left out.

    Attributes:
        name: The company's name.
        address: Its address.
        phone: Its telephone number.
        bank: Where to pay to, line by line, as it stands on a statement.
    """

    name: str = ""
    address: str = ""
    phone: str = ""
    bank: tuple[str, ...] = ()


@dataclass(frozen=True)
class Look:
    """How the workbooks of one run look.

    Attributes:
        as_of: The day they speak for; also what the file says it was created on.
        lang: The language of labels, titles and words. Names of files and sheets stay as they are.
        company: Whose they are.
    """

    as_of: date
    lang: Lang = "zh"
    company: Company = field(default_factory=Company)
