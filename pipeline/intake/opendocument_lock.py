"""The bytes of an OpenDocument file with a password to its bytes without."""

import hashlib
import io
import zipfile
import zlib
from base64 import b64decode
from xml.etree.ElementTree import Element

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from defusedxml.ElementTree import fromstring
from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
LIBREOFFICE = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
TABLE = "content.xml"
WHOLE = "encrypted-package"
"""The one part of a file whose parts are locked together, as LibreOffice 24.8 and later write it."""
MOST_SPINS, MOST_KIB = 10_000_000, 1_048_576
"""How often a password is hashed at most, and in how much memory."""


def unlocked_opendocument(content: bytes, password: str, max_unpacked_mb: int) -> bytes:
    """The file as a zip whose parts can be read.

    Args:
        content: The bytes of the file.
        password: The password.
        max_unpacked_mb: Most megabytes that it may unpack to; of what is larger no more than that is unpacked.

    Raises:
        InvalidKeyError: It is another one.
        DecryptionError: The file is locked in a way that we don't know.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        manifest = fromstring(package.read("META-INF/manifest.xml"))
        locks = {
            entry.get(f"{MANIFEST}full-path", ""): lock
            for entry in manifest.iter(f"{MANIFEST}file-entry")
            if (lock := entry.find(f"{MANIFEST}encryption-data")) is not None
        }
        if WHOLE in locks:
            return _plain(package.read(WHOLE), locks[WHOLE], password)
        table = zlib.decompressobj(-zlib.MAX_WBITS)
        deflated = _plain(package.read(TABLE), locks[TABLE], password)
        plain = io.BytesIO()
        with zipfile.ZipFile(plain, "w") as copy:
            copy.writestr("mimetype", package.read("mimetype"))
            copy.writestr("META-INF/manifest.xml", "<manifest/>")
            copy.writestr(TABLE, table.decompress(deflated, max_unpacked_mb * 1_000_000 + 1))
        return plain.getvalue()


def _plain(locked: bytes, lock: Element, password: str) -> bytes:
    """One part as it was before it was locked, deflated still."""
    algorithm = _find(lock, "algorithm")
    key = _key(_start(lock, password), _find(lock, "key-derivation"))
    vector, named = b64decode(_said(algorithm, "initialisation-vector")), _said(algorithm, "algorithm-name")
    if named.endswith("aes256-gcm"):
        try:
            return AESGCM(key).decrypt(locked[: len(vector)], locked[len(vector) :], None)
        except InvalidTag as fault:
            raise InvalidKeyError from fault
    if not named.endswith("aes256-cbc"):
        raise DecryptionError(named)
    decryptor = Cipher(AES(key), CBC(vector)).decryptor()
    plain: bytes = decryptor.update(locked) + decryptor.finalize()
    _check(plain, lock)
    return plain


def _start(lock: Element, password: str) -> bytes:
    """What the key is derived from: a digest of the password."""
    start = lock.find(f"{MANIFEST}start-key-generation")
    named = "SHA1" if start is None else _said(start, "start-key-generation-name")
    return (hashlib.sha256 if named.lower().endswith("sha256") else hashlib.sha1)(password.encode()).digest()


def _key(start: bytes, derivation: Element) -> bytes:
    salt, size = b64decode(_said(derivation, "salt")), int(_said(derivation, "key-size") or 16)
    if _said(derivation, "key-derivation-name").endswith("argon2id"):
        spins, memory, lanes = (int(_said(derivation, f"argon2-{name}")) for name in ("iterations", "memory", "lanes"))
        if spins * memory > MOST_KIB * 10:
            raise DecryptionError("too costly")
        return Argon2id(salt=salt, length=size, iterations=spins, lanes=lanes, memory_cost=memory).derive(start)
    spins = int(_said(derivation, "iteration-count"))
    if spins > MOST_SPINS:
        raise DecryptionError("too costly")
    return hashlib.pbkdf2_hmac("sha1", start, salt, spins, size)


def _check(deflated: bytes, lock: Element) -> None:
    """The digest of the first kilobyte tells whether the password is right.

    Raises:
        InvalidKeyError: It is not.
    """
    named = _said(lock, "checksum-type").lower()
    digest = hashlib.sha256 if "sha256" in named else hashlib.sha1
    if digest(deflated[:1024]).digest() != b64decode(_said(lock, "checksum")):
        raise InvalidKeyError


def _find(lock: Element, name: str) -> Element:
    found = lock.find(f"{MANIFEST}{name}")
    if found is None:
        raise DecryptionError(name)
    return found


def _said(element: Element, name: str) -> str:
    return element.get(f"{MANIFEST}{name}") or element.get(f"{LIBREOFFICE}{name}") or ""
