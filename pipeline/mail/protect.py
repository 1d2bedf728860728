"""A workbook to the same one behind an open password, and back."""

import io

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile

SMALLEST = 4096
"""msoffcrypto damages what is smaller than this; no workbook of ours is."""


def protected(content: bytes, password: str) -> bytes:
    """The workbook as Excel locks it: agile encryption, with AES-256 and a salt that is another one each time.

    Raises:
        ValueError: It is too small to be one of our workbooks; a fault of our own.
    """
    if len(content) < SMALLEST:
        raise ValueError(f"a workbook of {len(content)} bytes")
    whole = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, whole)
    return whole.getvalue()


def opened(content: bytes, password: str) -> bytes | None:
    """The workbook inside; None where the password is another one, or nothing is locked."""
    plain = io.BytesIO()
    try:
        locked = msoffcrypto.OfficeFile(io.BytesIO(content))
        locked.load_key(password=password, verify_password=True)
        locked.decrypt(plain)
    except (InvalidKeyError, DecryptionError, FileFormatError):
        return None
    return plain.getvalue()
