"""Who gets what, and what waits: each customer its own statement and no other, or nothing."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.mail.messages import Message, Withheld, messages
from pipeline.mail.post import Delivery, File, Kind, Post
from pipeline.mail.record import Entry, Event
from pipeline.mail.rules import Every, MailRules, Statements
from schemas.words import Words
from tests.mail.small_post import addressing, chase_of, post_of, statement_of

ITEM = "statement 2026-10 C001"


def made(
    post: Post, rules: MailRules | None = None, entries: tuple[Entry, ...] = (), passwords: dict[str, str] | None = None
) -> tuple[tuple[Message, ...], tuple[Withheld, ...]]:
    return messages(post, entries, addressing(rules or MailRules(), passwords))


def went(version: str, to: str = "a@b.cn", event: Event = Event.SENT, item: str = ITEM) -> Entry:
    return Entry(item, to, version, event, "2026-11-03 09:00")


def why(post: Post, rules: MailRules | None = None, passwords: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """What waits and why; nothing of it is among the messages."""
    found, withheld = made(post, rules, passwords=passwords)
    stopped = {one.delivery.whom for one in withheld if one.why != "not_an_address"}
    assert not stopped & {one.delivery.whom for one in found}
    return [(one.delivery.whom, one.why) for one in withheld]


# --- each their own ----------------------------------------------------------------------------


def test_each_address_of_a_customer_gets_a_message_of_its_own_with_that_customers_file():
    found, withheld = made(post_of(statement_of("C001", "a@b.cn；c@d.cn"), statement_of("C002", "e@f.cn")))
    assert withheld == ()
    assert [(one.to, [file.customer for file in one.delivery.files]) for one in found] == [
        ("a@b.cn", ["C001"]),
        ("c@d.cn", ["C001"]),
        ("e@f.cn", ["C002"]),
    ]


def test_finance_managers_salespeople_and_drivers_get_what_the_settings_name_them_for():
    rules = MailRules(
        finance=("f@x.cn", "g@x.cn"),
        managers=("m@x.cn",),
        salespeople={"张 岚": ("z@x.cn",)},
        responsible={"王师傅": ("w@x.cn",)},
    )
    post = post_of(
        Delivery(Kind.SUMMARY, "", "", (File("汇总.xlsx"),), "v1", {}),
        Delivery(Kind.EXCEPTIONS, "", "", (File("异常报告.xlsx"),)),
        Delivery(Kind.SLICE, "张岚", "张岚", (File("张岚.xlsx"),)),
        chase_of("王师傅"),
        chase_of("李师傅"),
    )
    found, withheld = made(post, rules)
    assert [(one.delivery.kind.value, one.to) for one in found] == [
        ("summary", "f@x.cn"),
        ("summary", "g@x.cn"),
        ("exceptions", "m@x.cn"),
        ("slice", "z@x.cn"),
        ("chase", "w@x.cn"),
    ]
    assert [(one.delivery.whom, one.why) for one in withheld] == [("李师傅", "no_address")]


def test_the_address_of_a_driver_is_never_that_of_a_salesperson_of_the_same_name():
    found, _ = made(post_of(chase_of("张岚")), MailRules(salespeople={"张岚": ("z@x.cn",)}))
    assert found == ()


def test_an_address_named_twice_in_the_settings_gets_one_message():
    rules = MailRules(finance=("f@x.cn", "F@X.CN", "g@x.cn", "f@x.cn"))
    found, _ = made(post_of(Delivery(Kind.SUMMARY, "", "", (File("汇总.xlsx"),), "v1", {})), rules)
    assert [one.to for one in found] == ["f@x.cn", "g@x.cn"]


# --- what waits --------------------------------------------------------------------------------


def test_a_customer_without_an_address_is_told():
    assert why(post_of(statement_of("C001", ""))) == [("C001", "no_address")]


def test_a_customer_whose_only_row_is_held_back_is_told_so_and_not_that_it_has_no_address():
    assert why(post_of(statement_of("C001", "", unsure=True))) == [("C001", "master_held")]


def test_a_statement_that_the_archive_of_finance_lacks_is_told_though_its_customer_gets_no_mail():
    rules = MailRules(protect=True, finance=("f@x.cn",))
    post = post_of(statement_of("C001", ""), statement_of("C002", ""))
    assert why(post, rules, {"C002": "x"}) == [("C001", "unprotected"), ("C001", "no_address"), ("C002", "no_address")]
    assert why(post, replace(rules, finance=())) == [("C001", "no_address"), ("C002", "no_address")]


def test_what_is_no_address_is_told_and_the_others_of_the_cell_are_written_to():
    found, withheld = made(post_of(statement_of("C001", "a@b.cn; 王@b.cn")))
    assert [one.to for one in found] == ["a@b.cn"]
    assert [(one.why, "王@b.cn" in one.reason.zh) for one in withheld] == [("not_an_address", True)]
    assert made(post_of(statement_of("C001", "wang＠b.cn")))[0] == ()


def test_a_month_that_still_runs_goes_to_nobody():
    finance = Delivery(Kind.SUMMARY, "", "", (File("汇总.xlsx"),), "v1", {})
    running = post_of(statement_of("C001", "a@b.cn"), finance, ended=False)
    assert why(running, MailRules(finance=("f@x.cn",))) == [("C001", "month_runs"), ("", "month_runs")]


def test_documents_held_back_keep_the_statements_of_an_open_month_and_not_of_a_closed_one():
    waiting = post_of(statement_of("C001", "a@b.cn"), in_the_way=(Words("一张", "one"),))
    assert why(waiting) == [("C001", "in_the_way")]
    assert len(made(replace(waiting, closed=True))[0]) == 1


def test_statements_may_wait_for_the_closing_or_never_go():
    post = post_of(statement_of("C001", "a@b.cn"))
    assert why(post, MailRules(statements=Statements.CLOSED)) == [("C001", "month_open")]
    assert len(made(replace(post, closed=True), MailRules(statements=Statements.CLOSED))[0]) == 1
    assert made(post, MailRules(statements=Statements.NEVER)) == ((), ())


def test_a_customer_whose_newer_row_is_held_back_is_not_written_to():
    assert why(post_of(statement_of("C001", "a@b.cn", unsure=True))) == [("C001", "master_held")]


def test_an_address_that_several_customers_have_gets_nothing_unless_the_settings_say_that_they_share_it():
    post = post_of(statement_of("C001", "A@b.cn"), statement_of("C002", "c@d.cn"), shared=("a@b.cn",))
    assert why(post) == [("C001", "shared")]
    assert [one.to for one in made(post, MailRules(shared=("a@B.cn",)))[0]] == ["A@b.cn", "c@d.cn"]


def test_with_protection_a_customer_without_a_password_gets_nothing():
    post = post_of(statement_of("C001", "a@b.cn"), statement_of("C002", "c@d.cn"))
    rules = MailRules(protect=True)
    assert why(post, rules, passwords={"C002": "x"}) == [("C001", "unprotected")]
    (only,), _ = made(post, rules, passwords={"C002": "x"})
    assert "打开密码" in only.letter.text


def test_without_protection_finance_gets_every_statement_and_nothing_is_said_of_passwords():
    files = (File("汇总.xlsx"), File("C001.xlsx", "C001"), File("C002.xlsx", "C002"))
    summary = Delivery(Kind.SUMMARY, "", "", files, "v1", {"count": "2"})
    (only,), _ = made(post_of(summary), MailRules(finance=("f@x.cn",)))
    assert (only.version, "2 份对账单的压缩包" in only.letter.text, "密码" in only.letter.text) == ("v1", True, False)


# --- once a version ----------------------------------------------------------------------------


def test_the_same_version_is_the_same_message_and_another_one_says_that_it_corrects():
    post = post_of(statement_of("C001", "a@b.cn", "v2"))
    (new,), _ = made(post)
    (same,), _ = made(post, entries=(went("v2"),))
    (other,), _ = made(post, entries=(went("v1"),))
    assert [one.standing.state.value for one in (new, same, other)] == ["new", "sent", "new"]
    assert [one.letter.subject.startswith("更正：") for one in (new, same, other)] == [False, False, True]
    assert "作废" in other.letter.text


def test_figures_that_come_back_after_others_went_out_go_out_again_as_another_message():
    post = post_of(statement_of("C001", "a@b.cn", "v1"))
    (first,), _ = made(post)
    (third,), _ = made(post, entries=(went("v1"), went("v2")))
    assert third.standing.state.value == "new"
    assert third.is_correction
    assert third.digest != first.digest


def test_a_version_that_was_refused_is_tried_again_and_corrects_nothing():
    refused = (went("v1", event=Event.SENDING), went("v1", event=Event.FAILED))
    (again,), _ = made(post_of(statement_of("C001", "a@b.cn", "v1")), entries=refused)
    (next_,), _ = made(post_of(statement_of("C001", "a@b.cn", "v2")), entries=refused)
    assert again.standing.state.value == "failed"
    assert not next_.is_correction


def test_what_was_about_to_go_out_and_was_never_heard_of_again_is_in_doubt():
    (found,), _ = made(post_of(statement_of("C001", "a@b.cn")), entries=(went("v1", event=Event.SENDING),))
    assert found.standing.state.value == "doubtful"


def test_what_went_out_is_corrected_though_it_failed_when_it_was_asked_for_again():
    entries = (went("v1"), went("v1", event=Event.SENDING), went("v1", event=Event.FAILED))
    (found,), _ = made(post_of(statement_of("C001", "a@b.cn", "v2")), entries=entries)
    assert found.is_correction
    (found,), _ = made(post_of(statement_of("C001", "a@b.cn", "v2")), entries=entries[1:])
    assert not found.is_correction


def test_an_address_spelled_with_capitals_is_no_new_one():
    (found,), _ = made(post_of(statement_of("C001", "A@B.CN")), entries=(went("v1"),))
    assert found.standing.state.value == "sent"


def test_a_new_address_gets_what_the_old_one_got_and_no_correction():
    (found,), _ = made(post_of(statement_of("C001", "new@b.cn")), entries=(went("v1"),))
    assert (found.standing.state.value, found.is_correction) == ("new", False)


@pytest.mark.parametrize(
    ("often", "version"),
    [(Every.DAY, "2026-11-05"), (Every.WEEK, "2026-11-02"), (Every.MONTH, "2026-11-05")],
)
def test_a_chase_sheet_goes_out_once_a_day_week_or_month(often: Every, version: str):
    rules = MailRules(responsible={"王师傅": ("w@x.cn",)}, responsible_every=often)
    (found,), _ = made(post_of(chase_of("王师傅"), managers=date(2026, 11, 5)), rules)
    assert (found.version, found.is_correction) == (version, False)


def test_a_name_with_a_line_in_it_stays_within_the_subject():
    rude = statement_of("C001", "a@b.cn", name="甲\r\nBcc: x@y.cn\x00\u2028\u202e乙")
    (found,), _ = made(post_of(rude))
    assert (found.letter.subject + found.letter.enclosure).isprintable()
