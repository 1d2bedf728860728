"""Where passwords come from."""

import pytest
from keyring.errors import NoKeyringError

from pipeline.mail.passwords import of_customer
from pipeline.mail.rules import MailRules

RULES = MailRules(passwords={"C001": "PASSWORD_OF_C001"})


def test_a_customer_has_the_password_of_its_variable_and_no_other_not_even_while_that_is_not_set(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr("keyring.get_password", lambda service, user: f"{service} {user}")
    assert of_customer(RULES, "C001") == ""
    monkeypatch.setenv("PASSWORD_OF_C001", "secret")
    assert of_customer(RULES, "C001") == "secret"
    assert of_customer(RULES, "C002") == "hongdan statements C002"


def test_a_machine_without_a_keyring_has_no_passwords(monkeypatch: pytest.MonkeyPatch):
    def none(service: str, user: str) -> None:
        raise NoKeyringError

    monkeypatch.setattr("keyring.get_password", none)
    assert of_customer(RULES, "C002") == ""
