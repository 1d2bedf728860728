"""The bytes of a file with an open password to its bytes without, by the passwords that the office has given."""

import io
import unicodedata
from fnmatch import fnmatchcase
from xml.etree.ElementTree import ParseError

import msoffcrypto
from defusedxml.common import DefusedXmlException
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError

from pipeline.intake.opendocument_lock import unlocked_opendocument
from pipeline.intake.package import without_macro_sheets
from pipeline.intake.refused import Refused
from pipeline.intake.rules import ReadingRules
from pipeline.intake.sniff import BROKEN, OLE, Format, format_of

LOCKED = frozenset(("encrypted", "wrong_password"))
"""The refusals that another password may mend."""

EVERYBODYS = "VelvetSweatshop"
"""What Excel itself tries first: the password of workbooks that are locked against changes alone."""

MOST_SPINS = 10_000_000
"""How often a password is hashed at most; Excel writes 100,000, and a file that asks for more wants to stall us."""


def opened(content: bytes, name: str, rules: ReadingRules) -> tuple[Format, bytes]:
    """What a file really is, and its bytes as the cell reader takes them: without an open password or macro sheets.

    The password that is meant for the file's name is tried first, then the others: bytes that one of them opens are
    read, whatever the file is called.

    Args:
        content: The bytes of the file.
        name: Its name below the inbox.
        rules: With the passwords.

    Raises:
        Refused: It can't be read, or no password opens it.
    """
    try:
        form = format_of(content, name, rules.max_unpacked_mb)
    except Refused as refused:
        if refused.code != "encrypted":
            raise
        content = _without_password(content, name, rules)
        form = format_of(content, name, rules.max_unpacked_mb)
    return form, without_macro_sheets(content) if form == "xlsx" else content


def _without_password(content: bytes, name: str, rules: ReadingRules) -> bytes:
    for password in (EVERYBODYS, *_by_name(name, rules.passwords)):
        plain = _unlocked(content, password, rules.max_unpacked_mb)
        if plain is not None:
            return plain
    raise Refused("wrong_password" if rules.passwords else "encrypted")


def _by_name(name: str, passwords: tuple[tuple[str, str], ...]) -> list[str]:
    """The passwords, each once, those first whose pattern fits the name."""
    alike = unicodedata.normalize("NFC", name).lower()
    fitting = [fnmatchcase(alike, unicodedata.normalize("NFC", pattern).lower()) for pattern, _ in passwords]
    ordered = sorted(zip(fitting, passwords, strict=True), key=lambda one: not one[0])
    return list(dict.fromkeys(password for _, (_, password) in ordered))


def _unlocked(content: bytes, password: str, max_unpacked_mb: int) -> bytes | None:
    """The bytes without the password; None where it is another one.

    Raises:
        Refused: The file is damaged, or locked in a way that we don't know.
    """
    try:
        if content.startswith(OLE):
            return _unlocked_office(content, password)
        return unlocked_opendocument(content, password, max_unpacked_mb)
    except InvalidKeyError:
        return None
    except DecryptionError as fault:
        raise Refused("encrypted") from fault
    except (*BROKEN, FileFormatError, ParseError, DefusedXmlException) as fault:
        raise Refused("damaged") from fault


def _unlocked_office(content: bytes, password: str) -> bytes:
    office = msoffcrypto.OfficeFile(io.BytesIO(content))
    if getattr(office, "type", "") == "agile" and office.info["spinValue"] > MOST_SPINS:
        raise Refused("damaged")
    plain = io.BytesIO()
    checked = {"verify_password": True} if office.format == "ooxml" else {}
    office.load_key(password=password, **checked)
    office.decrypt(plain)
    return plain.getvalue()
