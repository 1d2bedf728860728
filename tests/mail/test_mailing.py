"""A mailing from end to end, with a real server: each message once, failures again, doubts to people."""

import io
import json
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pipeline.errors import Damaged, SettingsInvalid, WrongUsage
from pipeline.home import Home
from pipeline.mail.messages import messages
from pipeline.mail.post import Delivery, File, Kind, Post, as_text
from pipeline.mail.protect import opened
from pipeline.mail.record import Entry, Event, Record, record_in
from pipeline.mail.rules import MailRules
from pipeline.mailing import Mailed, mail, wanted
from pipeline.mailing_told import mail_as_json, mail_as_text
from pipeline.record import ledger_of
from pipeline.settings import load
from pipeline.watch import Ran, with_mail
from schemas.words import Words
from tests.mail.post_office import HOST, USER, PostOffice
from tests.mail.small_post import addressing, chase_of, outbox_of, post_of, statement_of, workbook

AT = datetime(2026, 11, 5, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
WANG, LI, DRIVER = "wang@example.org", "Li@example.org", "driver@example.org"
POST = post_of(statement_of("C001", WANG), statement_of("C002", LI), statement_of("C003", ""), chase_of("王师傅"))
DRIVERS = f'[mail.responsible]\n"王师傅" = ["{DRIVER}"]\n'


def office(folder: Path, settings: str, post: Post = POST) -> Home:
    """A folder as a run left it."""
    home = Home(folder)
    outbox_of(post, home.outbox)
    home.ledger.mkdir(exist_ok=True)
    home.post.write_text(as_text(post), encoding="utf-8")
    home.settings.write_text(f"[mail]\n{settings}\n{DRIVERS}", encoding="utf-8")
    return home


@pytest.fixture
def sending(post_office_open: PostOffice, papers: tuple[Path, Path], tmp_path: Path) -> Home:
    """An office whose settings say that mail is sent."""
    settings = f'send = true\nsender = "{USER}"\nhost = "{HOST}"\nport = {post_office_open.port}\nuser = "{USER}"\n'
    return office(tmp_path, settings + f"ca_file = '{papers[0]}'\ntimeout_seconds = 1\n")


@pytest.fixture
def drafting(tmp_path: Path) -> Home:
    return office(tmp_path, "")


def outcomes(mailed: Mailed) -> dict[str, str]:
    return {done.message.to: done.outcome.value for done in mailed.done}


def files(home: Home) -> dict[str, bytes]:
    """Everything in the office's folder but the log and the lock."""
    found = {p.relative_to(home.root).as_posix(): p for p in home.root.rglob("*") if p.is_file()}
    return {name: p.read_bytes() for name, p in found.items() if "/logs/" not in name and not name.endswith("lock")}


# --- drafts ------------------------------------------------------------------------------------


def test_drafts_lie_in_the_outbox_and_a_second_mailing_writes_nothing(drafting: Home):
    assert outcomes(mail(drafting, at=AT)) == dict.fromkeys((WANG, LI, DRIVER), "drafted")
    before = files(drafting)
    drafts = sorted(name for name in before if name.startswith("outbox/邮件/"))
    assert drafts == [
        f"outbox/邮件/催收_王师傅_{DRIVER}.eml",
        f"outbox/邮件/对账单_2026-10_C001_{WANG}.eml",
        f"outbox/邮件/对账单_2026-10_C002_{LI}.eml",
    ]
    assert outcomes(mail(drafting, at=AT.replace(hour=18))) == dict.fromkeys((WANG, LI, DRIVER), "unchanged")
    assert files(drafting) == before


def test_looking_first_says_the_same_and_touches_nothing(drafting: Home):
    before = files(drafting)
    looked = mail(drafting, dry_run=True, at=AT)
    assert files(drafting) == before
    done = mail(drafting, at=AT)
    assert [one.message for one in looked.done] == [one.message for one in done.done]
    assert [one.enclosed for one in looked.done] == [one.enclosed for one in done.done]
    assert set(outcomes(looked).values()) == {"would_draft"}
    assert mail_as_text(looked).endswith("什么都没有做")


def test_a_draft_that_is_no_longer_wanted_goes_and_a_file_of_peoples_own_stays(drafting: Home):
    mail(drafting, at=AT)
    own = drafting.outbox / "邮件" / "我的草稿.eml"
    own.write_bytes(b"mine")
    drafting.post.write_text(as_text(replace(POST, deliveries=POST.deliveries[1:])), encoding="utf-8")
    mail(drafting, at=AT)
    assert not (drafting.outbox / f"邮件/对账单_2026-10_C001_{WANG}.eml").exists()
    assert own.read_bytes() == b"mine"


def test_other_figures_make_another_draft_that_says_so(drafting: Home):
    mail(drafting, at=AT)
    post = post_of(statement_of("C001", WANG, "v2"), statement_of("C002", LI))
    drafting.post.write_text(as_text(post), encoding="utf-8")
    subjects = [done.message.letter.subject for done in mail(drafting, at=AT).done]
    assert [subject.startswith("更正：") for subject in subjects] == [True, False]


def test_a_protected_draft_stays_as_it_is_and_only_its_customer_can_open_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PASSWORD_OF_C001", "甲-2026")
    monkeypatch.setattr("keyring.get_password", lambda service, user: None)
    home = office(tmp_path, 'protect = true\n[mail.passwords]\n"C001" = "env:PASSWORD_OF_C001"')
    found = mail(home, at=AT)
    assert outcomes(found) == {WANG: "drafted", DRIVER: "drafted"}
    assert [(one.delivery.whom, one.why) for one in found.withheld if one.delivery.whom == "C002"] == [
        ("C002", "unprotected")
    ]
    before = files(home)
    mail(home, at=AT)
    assert files(home) == before
    draft = before[f"outbox/邮件/对账单_2026-10_C001_{WANG}.eml"]
    (part,) = message_from_bytes(draft, policy=default).iter_attachments()
    assert opened(part.get_content(), "甲-2026") == workbook("对账单/2026-10/C001_甲.xlsx")
    assert "甲-2026" not in "".join(content.decode("utf-8", "replace") for content in before.values())


def test_what_finance_is_told_agrees_with_its_archive_and_names_what_that_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    given = [statement_of(code, "") for code in ("C001", "C002", "C003")]
    files = (File("对账单/2026-10/对账汇总.xlsx"), *(file for one in given for file in one.files))
    facts = {"month": "2026-10", "count": "3", "balance": "36.00"}
    post = post_of(*given, Delivery(Kind.SUMMARY, "", "", files, "s1", facts))
    monkeypatch.setenv("PASSWORD_OF_C001", "甲-2026")
    passwords = {"C002": "x"}
    monkeypatch.setattr("keyring.get_password", lambda service, user: passwords.get(user))
    variable = '[mail.passwords]\n"C001" = "env:PASSWORD_OF_C001"'
    home = office(tmp_path, f'finance = ["f@x.cn"]\nprotect = true\n{variable}', post)
    (done,) = mail(home, at=AT).done
    with zipfile.ZipFile(io.BytesIO(done.enclosed[-1].content)) as archive:
        assert archive.namelist() == ["C001_甲.xlsx", "C002_甲.xlsx"]
    assert "2 份对账单的压缩包" in done.message.letter.text
    assert "没有这 1 份：C003 甲。" in done.message.letter.text
    assert "3 份" not in done.message.letter.subject + done.message.letter.text
    passwords["C003"] = passwords.pop("C002")
    (other,) = mail(home, at=AT).done
    assert "没有这 1 份：C002 甲。" in other.message.letter.text
    assert other.message.version != done.message.version
    passwords["C002"] = "x"
    (whole,) = mail(home, at=AT).done
    assert whole.message.is_correction
    assert whole.message.letter.subject == "更正：2026-10 对账单 3 份和对账汇总"
    assert "没有这" not in whole.message.letter.text


# --- sent --------------------------------------------------------------------------------------


def test_each_message_is_sent_once_and_carries_its_own_customers_workbook(sending: Home, post_office_open: PostOffice):
    assert outcomes(mail(sending, at=AT)) == dict.fromkeys((WANG, LI, DRIVER), "sent")
    again = mail(sending, at=AT)
    assert outcomes(again) == dict.fromkeys((WANG, LI, DRIVER), "before")
    assert again.complete
    assert Counter(to for _, to, _ in post_office_open.mails) == {WANG: 1, LI: 1, DRIVER: 1}
    for _, to, content in post_office_open.mails:
        read = message_from_bytes(content, policy=default)
        assert str(read["To"]) == to
        (part,) = read.iter_attachments()
        file = {WANG: "对账单/2026-10/C001_甲.xlsx", LI: "对账单/2026-10/C002_甲.xlsx"}.get(to, "按责任人/王师傅.xlsx")
        assert part.get_content() == workbook(file)
    assert not (sending.outbox / "邮件").exists()


def test_a_refused_message_is_told_and_tried_again_and_holds_up_no_other(sending: Home, post_office_open: PostOffice):
    post_office_open.refusals["RCPT", WANG] = "450 mailbox busy"
    first = mail(sending, at=AT)
    assert outcomes(first) == {WANG: "failed", LI: "sent", DRIVER: "sent"}
    assert not first.complete
    assert "450 mailbox busy" in mail_as_text(first)
    post_office_open.refusals.clear()
    assert outcomes(mail(sending, at=AT)) == {WANG: "sent", LI: "before", DRIVER: "before"}
    assert len(post_office_open.mails) == 3


def test_a_message_that_was_refused_when_the_server_had_all_of_it_is_no_doubt(
    sending: Home, post_office_open: PostOffice
):
    post_office_open.refusals["DATA", WANG] = "554 looks like spam"
    assert outcomes(mail(sending, at=AT))[WANG] == "failed"
    post_office_open.refusals.clear()
    assert outcomes(mail(sending, at=AT))[WANG] == "sent"


def test_drafts_of_before_go_when_the_settings_begin_to_send(sending: Home):
    settings = sending.settings.read_text(encoding="utf-8")
    sending.settings.write_text("", encoding="utf-8")
    mail(sending, at=AT)
    assert list((sending.outbox / "邮件").glob("*.eml"))
    sending.settings.write_text(settings, encoding="utf-8")
    assert set(outcomes(mail(sending, at=AT)).values()) == {"sent"}
    assert not (sending.outbox / "邮件").exists()


def test_what_failed_is_not_forgotten_when_the_next_month_begins(sending: Home, post_office_open: PostOffice):
    post_office_open.refusals["RCPT", WANG] = "550 no such mailbox"
    assert mail(sending, at=AT).left == ()
    post = post_of(chase_of("王师傅"), as_of=date(2026, 12, 1), month=date(2026, 11, 1))
    sending.post.write_text(as_text(post), encoding="utf-8")
    found = mail(sending, dry_run=True, at=AT.replace(month=12))
    assert [(one.item, one.to) for one in found.left] == [("statement 2026-10 C001", WANG)]
    assert f"{WANG}。要发：hongdan run --month 2026-10" in mail_as_text(found)
    assert mail_as_json(found)["left"][0]["said"] == "550 no such mailbox"


def told_in_december(home: Home, **changed: object) -> Mailed:
    """What a mailing of December's first day says, which speaks of November."""
    post = post_of(chase_of("王师傅"), as_of=date(2026, 12, 1), month=date(2026, 11, 1), **changed)
    home.post.write_text(as_text(post), encoding="utf-8")
    return mail(home, at=AT.replace(month=12, day=1))


def test_a_statement_that_waited_all_month_is_told_of_until_it_has_gone_out(drafting: Home):
    waiting = replace(POST, in_the_way=(Words("一张", "one"),))
    drafting.post.write_text(as_text(waiting), encoding="utf-8")
    for _ in range(2):
        assert mail(drafting, at=AT).left == ()
    for _ in range(2):
        found = told_in_december(drafting)
        assert [(one.item, one.to, one.event.value) for one in found.left] == [
            ("statement 2026-10 C001", WANG, "waiting"),
            ("statement 2026-10 C002", LI, "waiting"),
        ]
    assert f"C001 {WANG}、C002 {LI}。要发：hongdan run --month 2026-10" in mail_as_text(found)
    assert "还有 1 张单据退回没改" in mail_as_json(found)["left"][0]["said"]
    settings = drafting.settings.read_text(encoding="utf-8")
    drafting.settings.write_text(settings.replace("[mail]", "[mail]\nby_itself = true", 1), encoding="utf-8")
    assert with_mail(drafting, Ran(POST.as_of)).not_mailed == 2
    drafting.post.write_text(as_text(POST), encoding="utf-8")
    assert set(outcomes(mail(drafting, at=AT.replace(month=12))).values()) == {"drafted"}
    assert told_in_december(drafting).left == ()


def test_figures_that_were_sent_wait_for_nothing_though_a_document_was_held_back_since(sending: Home):
    mail(sending, at=AT)
    changed = statement_of("C001", WANG, "v2"), statement_of("C002", LI)
    sending.post.write_text(as_text(post_of(*changed, in_the_way=(Words("一张", "one"),))), encoding="utf-8")
    assert [one.delivery.whom for one in mail(sending, at=AT).withheld] == ["C001", "C002"]
    assert [(one.item, one.version) for one in told_in_december(sending).left] == [("statement 2026-10 C001", "v2")]
    sending.post.write_text(as_text(replace(POST, in_the_way=(Words("一张", "one"),))), encoding="utf-8")
    mail(sending, at=AT)
    assert told_in_december(sending).left == ()


def test_what_is_no_address_waits_for_one_and_of_several_reasons_the_first_is_told(drafting: Home):
    both = statement_of("C001", f"{WANG}；王@甲", unsure=True)
    drafting.post.write_text(as_text(post_of(both, in_the_way=(Words("一张", "one"),))), encoding="utf-8")
    mail(drafting, at=AT)
    typed, address = told_in_december(drafting).left
    assert (typed.to, "王@甲" in typed.said) == ("王@甲", True)
    assert (address.to, "还有 1 张单据退回没改" in address.said) == (WANG, True)


def test_nobody_waits_for_a_statement_whose_address_was_taken_away_or_whose_figures_went_out_before(drafting: Home):
    mail(drafting, at=AT)
    other = post_of(statement_of("C001", WANG, "v2"), statement_of("C002", LI), in_the_way=(Words("一张", "one"),))
    drafting.post.write_text(as_text(other), encoding="utf-8")
    mail(drafting, at=AT)
    assert len(told_in_december(drafting).left) == 2
    drafting.post.write_text(as_text(post_of(statement_of("C001", WANG), statement_of("C002", ""))), encoding="utf-8")
    before = record_in(drafting.mailed).entries
    assert outcomes(mail(drafting, at=AT))[WANG] in ("drafted", "unchanged")
    assert not [entry for entry in record_in(drafting.mailed).entries[len(before) :] if entry.event is Event.DRAFTED]
    assert told_in_december(drafting).left == ()


def test_a_line_that_broke_is_made_again_for_the_next_message(sending: Home, post_office_open: PostOffice):
    post_office_open.breaks = "RCPT"
    assert set(outcomes(mail(sending, at=AT)).values()) == {"failed"}
    post_office_open.breaks = ""
    assert set(outcomes(mail(sending, at=AT)).values()) == {"sent"}


def test_without_a_server_nothing_is_tried_and_all_of_it_goes_out_later(sending: Home, post_office_open: PostOffice):
    settings = sending.settings.read_text(encoding="utf-8")
    sending.settings.write_text(settings.replace(f"port = {post_office_open.port}", "port = 1"), encoding="utf-8")
    failed = mail(sending, at=AT)
    assert set(outcomes(failed).values()) == {"unreached"}
    assert {entry.event for entry in record_in(sending.mailed).entries} == {Event.WAITING}
    assert f"{HOST}:1" in mail_as_text(failed)
    sending.settings.write_text(settings, encoding="utf-8")
    assert set(outcomes(mail(sending, at=AT)).values()) == {"sent"}


def killed_at(event: Event, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mailing that ends the moment before an event is put on record."""
    add = Record.add

    def dies(record: Record, entry: Entry) -> None:
        if entry.event is event:
            raise KeyboardInterrupt
        add(record, entry)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Record, "add", dies)
        mail(home, at=AT)


def test_killed_before_the_server_has_it_a_message_is_sent_by_the_next_mailing(
    sending: Home, post_office_open: PostOffice, monkeypatch: pytest.MonkeyPatch
):
    killed_at(Event.SENDING, sending, monkeypatch)
    assert post_office_open.mails == []
    assert set(outcomes(mail(sending, at=AT)).values()) == {"sent"}


def test_killed_between_the_server_and_the_note_a_message_is_never_sent_twice_but_told(
    sending: Home, post_office_open: PostOffice, monkeypatch: pytest.MonkeyPatch
):
    killed_at(Event.SENT, sending, monkeypatch)
    assert [to for _, to, _ in post_office_open.mails] == [WANG]
    for _ in range(2):
        after = mail(sending, at=AT)
        assert outcomes(after)[WANG] == "doubtful"
        assert not after.complete
        assert "hongdan mail --again" in mail_as_text(after)
    assert Counter(to for _, to, _ in post_office_open.mails) == {WANG: 1, LI: 1, DRIVER: 1}
    first = message_from_bytes(post_office_open.mails[0][2])["Message-ID"]
    settled = mail(sending, again=[WANG], at=AT)
    assert settled.complete
    assert message_from_bytes(post_office_open.mails[-1][2])["Message-ID"] == first
    assert set(outcomes(mail(sending, at=AT)).values()) == {"before"}


def test_what_was_sent_and_is_asked_for_again_is_another_message(sending: Home, post_office_open: PostOffice):
    mail(sending, at=AT)
    assert outcomes(mail(sending, again=[LI.upper()], at=AT)) == {WANG: "before", LI: "sent", DRIVER: "before"}
    ids = [message_from_bytes(content)["Message-ID"] for _, to, content in post_office_open.mails if to == LI]
    assert len(set(ids)) == 2


def test_of_a_shared_address_one_customers_statement_can_be_asked_for_again():
    post = post_of(statement_of("C001", WANG), statement_of("C002", WANG), chase_of("王师傅"))
    found, _ = messages(post, (), addressing(MailRules(responsible={"王师傅": (DRIVER,)})))
    asked = {who: [one.delivery.whom for one in wanted([who], found)] for who in (WANG.upper(), "C002", "王 师傅")}
    assert asked == {WANG.upper(): ["C001", "C002"], "C002": ["C002"], "王 师傅": ["王师傅"]}
    for nobody in ("", "c002", "C00"):
        with pytest.raises(WrongUsage):
            wanted([nobody], found)


def test_a_line_that_goes_after_the_message_was_complete_leaves_it_to_people(
    sending: Home, post_office_open: PostOffice
):
    post_office_open.breaks = "AFTER"
    assert set(outcomes(mail(sending, at=AT)).values()) == {"doubtful"}
    post_office_open.breaks = ""
    mail(sending, at=AT)
    assert Counter(to for _, to, _ in post_office_open.mails) == {WANG: 1, LI: 1, DRIVER: 1}
    assert [(one.to, one.event) for one in told_in_december(sending).left] == [(WANG, "sending"), (LI, "sending")]


# --- by itself ---------------------------------------------------------------------------------


def test_a_watch_mails_after_its_run_only_where_the_settings_say_so(drafting: Home):
    done = Ran(POST.as_of)
    assert with_mail(drafting, done) == done
    settings = drafting.settings.read_text(encoding="utf-8")
    drafting.settings.write_text(settings.replace("[mail]", "[mail]\nby_itself = true", 1), encoding="utf-8")
    assert with_mail(drafting, done) == done._replace(mailed=3)
    assert with_mail(drafting, done) == done


def test_a_watch_that_finds_no_server_tries_again_and_does_not_for_what_was_refused(
    sending: Home, post_office_open: PostOffice, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("pipeline.mailing.now", lambda timezone: AT)
    settings = sending.settings.read_text(encoding="utf-8").replace("[mail]", "[mail]\nby_itself = true", 1)
    without = settings.replace(f"port = {post_office_open.port}", "port = 1")
    sending.settings.write_text(without, encoding="utf-8")
    failed = with_mail(sending, Ran(POST.as_of))
    assert (failed.status, f"{HOST}:1" in failed.said) == (5, True)
    sending.settings.write_text(settings, encoding="utf-8")
    post_office_open.refusals["RCPT", LI] = "550 no such mailbox"
    assert with_mail(sending, Ran(POST.as_of)) == Ran(POST.as_of, mailed=2, not_mailed=1)


# --- what stops it -----------------------------------------------------------------------------


def test_nothing_is_sent_ahead_of_its_day_though_it_may_be_drafted(sending: Home):
    with pytest.raises(WrongUsage, match="ahead of its day"):
        mail(sending, at=AT.replace(day=4))


def test_an_outbox_of_an_earlier_day_than_the_latest_report_is_not_mailed(drafting: Home):
    journal = ledger_of(drafting, load(drafting.settings)).journal
    journal.add(date(2026, 11, 9), reports=["0" * 64])  # of a day to come
    assert mail(drafting, dry_run=True, at=AT).complete
    with pytest.raises(WrongUsage, match="nothing old is mailed"):
        mail(drafting, at=AT.replace(day=9))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xbc\xd7"])
def test_a_post_that_is_damaged_is_told_with_what_mends_it(drafting: Home, content: bytes):
    drafting.post.write_bytes(content)
    with pytest.raises(Damaged, match="hongdan run"):
        mail(drafting, at=AT)


def test_a_sender_whose_name_has_lines_stays_one_header(drafting: Home):
    drafting.settings.write_text('[company]\nname = "甲\\r\\nBcc: x@y.cn"\n[mail]\nsender = "f@x.cn"', encoding="utf-8")
    mail(drafting, at=AT)
    read = message_from_bytes(next(drafting.outbox.glob("邮件/*.eml")).read_bytes(), policy=default)
    assert (read["From"].addresses[0].display_name, read["Bcc"]) == ("甲 Bcc: x@y.cn", None)


def test_without_a_run_there_is_nothing_to_mail(tmp_path: Path):
    with pytest.raises(WrongUsage, match="run hongdan run first"):
        mail(Home(tmp_path), at=AT)


def test_an_address_that_nobody_has_is_told(drafting: Home):
    with pytest.raises(WrongUsage, match="nobody@x"):
        mail(drafting, again=["nobody@x.cn"], at=AT)


def test_a_record_that_was_changed_stops_it_before_anything_goes_out(sending: Home, post_office_open: PostOffice):
    mail(sending, at=AT)
    sending.mailed.write_bytes(sending.mailed.read_bytes().replace(b"C001", b"C009"))
    with pytest.raises(Damaged):
        mail(sending, at=AT)
    assert len(post_office_open.mails) == 3


def test_a_record_that_lost_its_last_line_stops_it_too(drafting: Home):
    mail(drafting, at=AT)
    drafting.mailed.write_bytes(b"".join(drafting.mailed.read_bytes().splitlines(keepends=True)[:-1]))
    with pytest.raises(Damaged):
        mail(drafting, at=AT)


def test_sending_without_a_server_in_the_settings_is_a_mistake_in_them(tmp_path: Path):
    with pytest.raises(SettingsInvalid, match=r"mail\.host"):
        mail(office(tmp_path, "send = true"), at=AT)


def test_the_json_names_everything(drafting: Home):
    told = json.loads(json.dumps(mail_as_json(mail(drafting, dry_run=True, at=AT))))
    assert (told["as_of"], told["month"], told["sends"], told["dry_run"]) == ("2026-11-05", "2026-10", False, True)
    assert told["messages"][0] == {
        "kind": "statement",
        "whom": "C001",
        "to": WANG,
        "version": "v1",
        "correction": False,
        "subject": "2026-10 对账单：甲",
        "attachments": ["2026-10_对账单_甲.xlsx"],
        "outcome": "would_draft",
        "draft": f"outbox/邮件/对账单_2026-10_C001_{WANG}.eml",
        "said": "",
    }
    assert told["withheld"] == [
        {"kind": "statement", "whom": "C003", "why": "no_address", "reason": "没有邮箱"},
    ]
