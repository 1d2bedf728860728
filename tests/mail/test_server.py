"""Handing messages to a real server: what it takes, refuses, and what becomes of a message when the line breaks."""

import smtplib
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.mail.passwords import VARIABLE
from pipeline.mail.rules import MailRules, Security, Server
from pipeline.mail.server import Answer, Fate, Unreachable, connected, connection, hand_over, leave, log_in
from tests.mail.post_office import HOST, PASSWORD, USER, PostOffice, free_port, post_office

LETTER = b"Subject: x\r\n\r\nfirst\r\n.second\r\n"
TO = "wang@example.org"


@pytest.fixture
def office(post_office_open: PostOffice) -> PostOffice:
    return post_office_open


@pytest.fixture
def rules(office: PostOffice, papers: tuple[Path, Path]) -> MailRules:
    server = Server(HOST, office.port, Security.STARTTLS, USER, str(papers[0]), seconds=1)
    return MailRules(send=True, sender=USER, server=server)


def handed(rules: MailRules, content: bytes = LETTER) -> tuple[Answer, int]:
    """What became of one message, and how often it was put on record before."""
    intended: list[int] = []
    over = connected(rules)
    answer = hand_over(over, rules.sender, TO, content, lambda: intended.append(1))
    leave(over)
    return answer, len(intended)


def test_a_message_arrives_byte_for_byte_and_is_on_record_before_it_does(rules: MailRules, office: PostOffice):
    answer, intended = handed(rules)
    assert (answer.fate, intended) == (Fate.SENT, 1)
    assert office.mails == [(USER, TO, LETTER)]


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # it is TLS already
def test_tls_from_the_beginning_works_as_well(rules: MailRules, papers: tuple[Path, Path]):
    with post_office(papers, tls=True) as office:
        server = replace(rules.server, port=office.port, security=Security.TLS)
        assert handed(replace(rules, server=server))[0].fate is Fate.SENT


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("reply", ["451 come back later", "554 not for us"])
def test_a_refusal_is_told_in_the_words_of_the_server(rules: MailRules, office: PostOffice, step: str, reply: str):
    office.refusals[step, ""] = reply
    answer, intended = handed(rules)
    assert answer == (Fate.REFUSED, reply)
    assert (office.mails, intended) == ([], int(step == "DATA"))


def test_after_a_refusal_the_same_connection_takes_the_next_message(rules: MailRules, office: PostOffice):
    office.refusals["RCPT", "gone@example.org"] = "550 no such mailbox"
    over = connected(rules)
    fates = [hand_over(over, USER, to, LETTER, lambda: None).fate for to in ("gone@example.org", TO)]
    leave(over)
    assert fates == [Fate.REFUSED, Fate.SENT]


@pytest.mark.parametrize("what", ["breaks", "hangs"])
def test_a_line_that_goes_before_the_message_is_complete_has_sent_nothing(
    rules: MailRules, office: PostOffice, what: str
):
    setattr(office, what, "RCPT")
    answer, intended = handed(rules)
    assert (answer.fate, intended, office.mails) == (Fate.BROKEN, 0, [])
    assert answer.said


@pytest.mark.parametrize("what", ["breaks", "hangs"])
def test_a_line_that_goes_when_the_message_was_complete_leaves_a_doubt(rules: MailRules, office: PostOffice, what: str):
    setattr(office, what, "AFTER")
    answer, intended = handed(rules)
    assert (answer.fate, intended, len(office.mails)) == (Fate.DOUBTFUL, 1, 1)


# --- the connection ----------------------------------------------------------------------------


def test_a_connection_that_works_is_said_to_work_and_sends_nothing(rules: MailRules, office: PostOffice):
    assert connection(rules) is None
    assert office.mails == []


def test_without_a_server_in_the_settings_there_is_nothing_to_try():
    assert "mail.host" in str(connection(MailRules()))


def test_a_wrong_password_is_told_and_not_shown(rules: MailRules, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(VARIABLE, "wrong-secret")
    said = connection(rules)
    assert said is not None
    assert "535" in said.zh
    assert "wrong-secret" not in said.zh + said.en


def test_a_password_beyond_ascii_goes_to_the_server_in_utf8(rules: MailRules, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(VARIABLE, "密码-Straße")
    monkeypatch.setattr("tests.mail.post_office.PASSWORD", "密码-Straße")
    assert connection(rules) is None
    monkeypatch.setattr("tests.mail.post_office.PASSWORD", "another")
    assert "535" in str(connection(rules))


@pytest.mark.parametrize(("methods", "password"), [("LOGIN CRAM-MD5", "Straße"), ("", "Straße"), ("PLAIN", "\udcdf")])
def test_a_password_that_can_not_be_said_is_told_and_no_letter_of_it(methods: str, password: str):
    over = smtplib.SMTP()
    over.ehlo_resp, over.esmtp_features = b"hello", {"auth": methods}
    with pytest.raises(Unreachable) as stopped:
        log_in(over, Server("smtp.x.cn", user="f@x.cn"), password)
    said = stopped.value.words
    assert "AUTH PLAIN" in said.zh and "AUTH PLAIN" in said.en
    assert not {"ß", "df"} & {*said.zh, *said.en.split()}


def test_no_password_at_all_is_told_before_anybody_is_asked(rules: MailRules, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr("keyring.get_password", lambda service, user: None)
    said = connection(rules)
    assert said is not None
    assert VARIABLE in said.zh


def test_the_keyring_is_asked_where_the_environment_says_nothing(rules: MailRules, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(VARIABLE)
    kept = {("hongdan", USER): PASSWORD}
    monkeypatch.setattr("keyring.get_password", lambda service, user: kept.get((service, user)))
    assert connection(rules) is None


def test_a_server_without_encryption_gets_nothing(rules: MailRules, papers: tuple[Path, Path]):
    with post_office(papers, plain=True) as office:
        said = connection(replace(rules, server=replace(rules.server, port=office.port)))
    assert said is not None
    assert "STARTTLS" in said.zh


def test_a_server_that_nobody_vouches_for_gets_nothing(rules: MailRules):
    said = connection(replace(rules, server=replace(rules.server, ca_file="")))
    assert said is not None
    assert "mail.ca_file" in said.zh


def test_a_server_that_is_not_there_is_told_with_its_place(rules: MailRules):
    port = free_port()
    said = connection(replace(rules, server=replace(rules.server, port=port)))
    assert said is not None
    assert f"{HOST}:{port}" in said.zh


def test_a_server_of_another_name_than_its_certificate_has_gets_nothing(rules: MailRules):
    said = connection(replace(rules, server=replace(rules.server, host="localhost")))
    assert said is not None
    assert "not valid for 'localhost'" in said.en


def test_a_server_that_says_nothing_is_waited_for_no_longer_than_the_settings_say(rules: MailRules):
    with socket.create_server((HOST, 0)) as silent:
        port = silent.getsockname()[1]
        said = connection(replace(rules, server=replace(rules.server, port=port)))
    assert said is not None
    assert f"{HOST}:{port}" in said.zh and "mail.security" in said.zh


def test_a_certificate_file_that_is_not_there_is_told_by_its_key(rules: MailRules):
    said = connection(replace(rules, server=replace(rules.server, ca_file="nowhere.pem")))
    assert said is not None
    assert "nowhere.pem" in said.zh and "mail.ca_file" in said.zh
