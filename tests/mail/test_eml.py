"""Messages as bytes: the same for the same, plain for every server, with their files inside."""

import email
import io
import zipfile
from dataclasses import replace
from datetime import datetime
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pipeline.mail.eml import Sender, eml, enclosed_in
from pipeline.mail.enclosures import Enclosing, Enclosure, NotEnclosed, enclosures
from pipeline.mail.messages import Message, messages
from pipeline.mail.post import Delivery, File, Kind, Post
from pipeline.mail.protect import opened, protected
from pipeline.mail.rules import MailRules
from tests.mail.small_post import addressing, outbox_of, post_of, statement_of, workbook

AT = datetime(2026, 11, 5, 8, tzinfo=ZoneInfo("Asia/Shanghai"))
SENDER = Sender("f@x.cn", "示例公司；财务 <x>")


def only(post: Post, rules: MailRules | None = None) -> Message:
    return messages(post, (), addressing(rules or MailRules(), {"C001": "", "C002": ""}))[0][0]


def enclosing(post: Post, outbox: Path, passwords: dict[str, str] | None = None, **changed: object) -> Enclosing:
    known = passwords or {}
    told = {"protect": bool(known), "max_mb": 1, "lang": "zh"} | changed
    return Enclosing(outbox, post.digests, lambda code: known.get(code, ""), **told)  # type: ignore[arg-type]


@pytest.fixture
def post() -> Post:
    return post_of(statement_of("C001", "a@b.cn", name="甲" * 40 + "／贸易"))


def test_chinese_arrives_whole_in_seven_bits_and_the_same_bytes_come_out_twice(post: Post, tmp_path: Path):
    message = only(post)
    enclosed = enclosures(message, enclosing(post, outbox_of(post, tmp_path)), {})
    content = eml(message, enclosed, SENDER, AT, draft=True)
    assert content == eml(message, enclosed, SENDER, AT, draft=True)
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")
    read = email.message_from_bytes(content, policy=default)
    assert (str(read["To"]), read["Subject"]) == ("a@b.cn", message.letter.subject)
    assert read["From"].addresses[0].display_name == SENDER.name
    assert read.get_body().get_content().replace("\r\n", "\n") == message.letter.text
    (part,) = read.iter_attachments()
    assert part.get_filename() == f"2026-10_对账单_{'甲' * 40}_贸易.xlsx".replace("_贸易", "／贸易")
    assert part.get_content() == workbook(post.deliveries[0].files[0].path)


def test_a_short_text_goes_in_seven_bits_too(post: Post):
    message = only(post)
    short = replace(message, letter=message.letter._replace(text="好\n"))
    assert eml(short, (), SENDER, AT, draft=False).isascii()


def test_a_draft_is_opened_as_one_and_a_sent_message_is_none(post: Post):
    message = only(post)
    assert b"X-Unsent: 1" in eml(message, (), SENDER, AT, draft=True)
    assert b"X-Unsent" not in eml(message, (), SENDER, AT, draft=False)


def test_a_draft_without_a_sender_leaves_that_to_the_mail_program(post: Post):
    content = eml(only(post), (), Sender("", ""), AT, draft=True)
    assert b"From:" not in content


def test_a_workbook_that_is_not_as_the_run_wrote_it_goes_nowhere(post: Post, tmp_path: Path):
    outbox = outbox_of(post, tmp_path)
    (path,) = post.digests
    for spoil in (lambda place: place.write_bytes(workbook("another customer's")), lambda place: place.unlink()):
        spoil(outbox / path)
        with pytest.raises(NotEnclosed, match="run hongdan run first"):
            enclosures(only(post), enclosing(post, outbox), {})


def test_what_weighs_too_much_goes_nowhere(post: Post, tmp_path: Path):
    outbox = outbox_of(post, tmp_path)
    with pytest.raises(NotEnclosed, match="max_mb"):
        enclosures(only(post), enclosing(post, outbox, max_mb=0), {})


# --- protection --------------------------------------------------------------------------------


def test_a_protected_workbook_opens_with_its_password_alone_and_holds_the_same_bytes():
    plain = workbook()
    locked = protected(plain, "密码 abc-123")
    assert not locked.startswith(b"PK")
    assert opened(locked, "密码 abc-123") == plain
    assert opened(locked, "another") is None
    assert opened(plain, "密码 abc-123") is None


def test_a_protected_statement_in_the_last_draft_is_taken_as_it_is_until_figures_or_password_change(tmp_path: Path):
    post = post_of(statement_of("C001", "a@b.cn"))
    outbox, (path,) = outbox_of(post, tmp_path), post.digests

    def with_(password: str) -> Enclosing:
        return enclosing(post, outbox, {"C001": password})

    message = only(post)
    (first,) = enclosures(message, with_("one"), {})
    before = {first.name: first.content}
    assert enclosures(message, with_("one"), before) == (first,)
    (other,) = enclosures(message, with_("two"), before)
    assert (opened(other.content, "two"), opened(other.content, "one")) == (workbook(path), None)


def test_the_statements_of_finance_lie_in_one_archive_that_holds_nothing_unprotected(tmp_path: Path):
    files = (File("m/对账汇总.xlsx"), File("m/C001_甲.xlsx", "C001"), File("m/C002_乙.xlsx", "C002"))
    post = post_of(Delivery(Kind.SUMMARY, "", "", files, "v1", {"month": "2026-10"}))
    outbox = outbox_of(post, tmp_path)
    message = only(post, MailRules(finance=("f@x.cn",)))
    summary, archive = enclosures(message, enclosing(post, outbox), {})
    assert (summary.name, archive.name) == ("2026-10_对账汇总.xlsx", "2026-10_对账单.zip")
    with zipfile.ZipFile(io.BytesIO(archive.content)) as packed:
        assert packed.namelist() == ["C001_甲.xlsx", "C002_乙.xlsx"]
        assert packed.read("C002_乙.xlsx") == workbook("m/C002_乙.xlsx")
    _, locked = enclosures(message, enclosing(post, outbox, {"C002": "x"}), {})
    with zipfile.ZipFile(io.BytesIO(locked.content)) as packed:
        assert packed.namelist() == ["C002_乙.xlsx"]
        assert opened(packed.read("C002_乙.xlsx"), "x") == workbook("m/C002_乙.xlsx")
    assert enclosures(message, enclosing(post, outbox, {"C002": "x"}), {locked.name: locked.content})[1] == locked


def test_what_a_draft_carries_is_found_in_it_again(post: Post):
    enclosed = (Enclosure("对账单.xlsx", b"PK\x00\xff"), Enclosure("全部.zip", b"PK2"))
    assert enclosed_in(eml(only(post), enclosed, SENDER, AT, draft=True)) == {one.name: one.content for one in enclosed}
    assert enclosed_in(None) == {}


def test_what_is_too_small_to_be_locked_unharmed_is_not_locked():
    with pytest.raises(ValueError, match="4095 bytes"):
        protected(b"x" * 4095, "p")
