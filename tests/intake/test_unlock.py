"""Workbooks with an open password are read with the right one from the settings, and refused in clear words without."""

import base64
import hashlib
import io
import zipfile
import zlib

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from msoffcrypto.format.ooxml import OOXMLFile

from pipeline.intake.read import read_file
from pipeline.intake.rules import ReadingRules
from pipeline.intake.typed import typed_sheets
from pipeline.problems import problem_words
from pipeline.settings import load
from tests.contract.office import Office
from tests.intake.made import ORDER, book, states

ROW = ["SO1", "2026-10-03", "C001", "P1", 1, 2]
GOOD = book({"订单": [ORDER, ROW]})
ONE = [("SO1", "accepted", 1)]


def rules(*passwords):
    return ReadingRules(passwords=passwords)


def locked(password="密码 8", content=GOOD):
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, out)
    return out.getvalue()


LOCKED = locked()


@pytest.mark.parametrize(
    ("passwords", "code"),
    [
        ((), "encrypted"),
        ((("*", "falsch"),), "wrong_password"),
        ((("*", "密码 8"),), None),
        ((("十月/*.XLSX", "密码 8"), ("*", "falsch")), None),
        ((("别的.xlsx", "密码 8"),), None),
    ],
)
def test_a_workbook_opens_with_the_right_password_and_with_no_other(passwords, code):
    reading = read_file(LOCKED, "十月/a.xlsx", rules(*passwords))
    assert (reading.refusal and reading.refusal.code) == code
    assert states(reading) == ([] if code else ONE)


@pytest.mark.parametrize("passwords", [(), (("*", "x"),)])
def test_the_refusal_says_where_to_write_the_password(passwords):
    refusal = read_file(LOCKED, "a.xlsx", rules(*passwords)).refusal
    for lang in ("zh", "en"):
        remedy = problem_words(refusal, lang)[1]
        assert "[passwords]" in remedy
        assert "HONGDAN_PASSWORD" in remedy


def test_a_workbook_locked_against_changes_alone_opens_as_excel_opens_it():
    assert states(read_file(locked("VelvetSweatshop"), "a.xlsx", ReadingRules())) == ONE


def test_the_copy_to_mend_of_a_locked_workbook_has_its_values():
    (sheet,) = typed_sheets(LOCKED, "a.xlsx", rules(("*", "密码 8")))
    assert [column[1] for column in sheet.columns] == ROW
    assert typed_sheets(LOCKED, "a.xlsx", ReadingRules()) == []


def test_a_workbook_that_wants_its_password_hashed_for_hours_is_refused(monkeypatch):
    monkeypatch.setattr("pipeline.intake.unlock.MOST_SPINS", 99_999)
    assert read_file(LOCKED, "a.xlsx", rules(("*", "密码 8"))).refusal.code == "damaged"


@pytest.mark.parametrize("length", [600, 3000, len(LOCKED) - 600])
def test_a_locked_workbook_that_is_cut_off_is_refused(length):
    assert read_file(LOCKED[:length], "a.xlsx", rules(("*", "密码 8"))).refusal.code in ("damaged", "wrong_password")


# --- OpenDocument ------------------------------------------------------------------------------

NAMES = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "table", "text", "manifest")
)
LOEXT = ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
MIME = "application/vnd.oasis.opendocument.spreadsheet"
CONTENT = (
    f"<office:document-content{NAMES}><office:body><office:spreadsheet><table:table table:name='订单'>"
    + "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell office:value-type='string'><text:p>{v}</text:p></table:table-cell>" for v in row)
        + "</table:table-row>"
        for row in (ORDER, ROW)
    )
    + "</table:table></office:spreadsheet></office:body></office:document-content>"
).encode()


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def manifest(part, inner):
    entry = (
        f"<manifest:file-entry manifest:full-path='{part}'><manifest:encryption-data {inner}</manifest:encryption-data>"
    )
    return f"<manifest:manifest{NAMES}{LOEXT}>{entry}</manifest:file-entry></manifest:manifest>"


def b64(content):
    return base64.b64encode(content).decode()


def algorithm(name, vector):
    return (
        f"<manifest:algorithm manifest:algorithm-name='urn:x#{name}' manifest:initialisation-vector='{b64(vector)}'/>"
    )


def derivation(name, **said):
    more = "".join(f" {name.replace('_', ':', 1).replace('_', '-')}='{value}'" for name, value in said.items())
    return f"<manifest:key-derivation manifest:key-derivation-name='{name}' manifest:key-size='32'{more}/>"


def start(name):
    return f"<manifest:start-key-generation manifest:start-key-generation-name='{name}'/>"


def locked_by_parts(password, digest="sha256"):
    deflater = zlib.compressobj(wbits=-15)
    plain = deflater.compress(CONTENT) + deflater.flush()
    plain += b"\0" * (-len(plain) % 16)
    first = hashlib.new(digest, password.encode()).digest()
    encryptor = Cipher(AES(hashlib.pbkdf2_hmac("sha1", first, b"salt", 1000, 32)), CBC(b"v" * 16)).encryptor()
    checksum = b64(hashlib.new(digest, plain[:1024]).digest())
    said = manifest(
        "content.xml",
        f"manifest:checksum-type='urn:x#{digest}-1k' manifest:checksum='{checksum}'>"
        + algorithm("aes256-cbc", b"v" * 16)
        + derivation("PBKDF2", manifest_iteration_count=1000, manifest_salt=b64(b"salt"))
        + start(digest),
    )
    locked_part = encryptor.update(plain) + encryptor.finalize()
    return zipped(**{"mimetype": MIME, "content.xml": locked_part, "META-INF/manifest.xml": said})


def locked_whole(password):
    inner = zipped(**{"mimetype": MIME, "content.xml": CONTENT, "META-INF/manifest.xml": "<m/>"})
    first = hashlib.sha256(password.encode()).digest()
    key = Argon2id(salt=b"s" * 16, length=32, iterations=1, lanes=1, memory_cost=64).derive(first)
    costs = {"loext_argon2_iterations": 1, "loext_argon2_memory": 64, "loext_argon2_lanes": 1}
    said = manifest(
        "encrypted-package",
        ">"
        + algorithm("aes256-gcm", b"n" * 12)
        + derivation("urn:x:argon2id", manifest_salt=b64(b"s" * 16), **costs)
        + start("http://x#sha256"),
    )
    package = b"n" * 12 + AESGCM(key).encrypt(b"n" * 12, inner, None)
    return zipped(**{"mimetype": MIME, "encrypted-package": package, "META-INF/manifest.xml": said})


@pytest.mark.parametrize("content", [locked_by_parts("钥匙"), locked_by_parts("钥匙", "sha1"), locked_whole("钥匙")])
def test_an_opendocument_opens_with_the_right_password_and_with_no_other(content):
    assert read_file(content, "a.ods", ReadingRules()).refusal.code == "encrypted"
    assert read_file(content, "a.ods", rules(("a.ods", "x"))).refusal.code == "wrong_password"
    assert states(read_file(content, "a.ods", rules(("a.ods", "钥匙")))) == ONE


def test_an_opendocument_locked_in_an_unknown_way_says_that_it_is_locked():
    content = zipped(
        **{
            "mimetype": MIME,
            "content.xml": b"x",
            "META-INF/manifest.xml": manifest("content.xml", "><manifest:algorithm/>"),
        }
    )
    assert read_file(content, "a.ods", rules(("*", "x"))).refusal.code == "encrypted"


# --- the office --------------------------------------------------------------------------------


def test_a_password_set_or_mended_later_has_the_file_read_again_and_stays_out_of_every_file(tmp_path):
    office = Office(tmp_path)
    path = office.drop("甲.xlsx", {"订单": [ORDER, ROW]})
    path.write_bytes(locked(content=path.read_bytes()))
    office.touched(path)
    settings = tmp_path / "hongdan.toml"

    def outcome(said=None):
        if said is not None:
            settings.write_text(said, encoding="utf-8")
        office.run("2026-10-31")
        return [row["结果"] for row in office.table("收件记录.xlsx", "收件记录", "文件")]

    assert outcome() == ["拒收"]
    assert outcome('[passwords]\n"甲.xlsx" = "falsch"') == ["拒收"]
    assert outcome('[passwords]\n"甲*" = "密码 8"') == ["已接受"]
    assert outcome("") == ["已接受"]
    kept = [file.read_bytes() for file in (tmp_path / ".hongdan").rglob("*") if file.is_file()]
    assert not any(word.encode() in content for content in kept for word in ("密码 8", "falsch"))


def test_a_password_may_come_from_the_environment(tmp_path, monkeypatch):
    settings = tmp_path / "hongdan.toml"
    settings.write_text('[passwords]\n"a.xlsx" = "env:OFFICE_KEY"\n"b*.xls" = 123456\n', encoding="utf-8")
    monkeypatch.delenv("HONGDAN_PASSWORD", raising=False)
    assert load(settings).reading.passwords == (("b*.xls", "123456"),)
    monkeypatch.setenv("OFFICE_KEY", "一")
    monkeypatch.setenv("HONGDAN_PASSWORD", "二")
    assert load(settings).reading.passwords == (("a.xlsx", "一"), ("b*.xls", "123456"), ("*", "二"))


def test_a_password_is_never_shown():
    assert "geheim" not in repr(rules(("a.xlsx", "geheim")))
