"""Passwords from the environment, else from the system's keyring; from no file of the office."""

import os

import keyring
from keyring.errors import KeyringError

from pipeline.mail.rules import MailRules

VARIABLE = "HONGDAN_MAIL_PASSWORD"
"""The environment's variable with the password of the mail account."""
ACCOUNT = "hongdan"
"""The name under which the keyring has it, for the user who logs in."""
STATEMENTS = "hongdan statements"
"""The name under which the keyring has a customer's, for its code."""


def of_account(rules: MailRules) -> str:
    """The password with which the user of the settings logs in; "" where there is none."""
    return os.environ.get(VARIABLE, "") or in_keyring(ACCOUNT, rules.server.user)


def of_customer(rules: MailRules, code: str) -> str:
    """The password that opens a customer's statements; "" where there is none.

    A customer whose password is to come from a variable has no other, not even while that one is not set.
    """
    if code in rules.passwords:
        return os.environ.get(rules.passwords[code], "")
    return in_keyring(STATEMENTS, code)


def in_keyring(service: str, user: str) -> str:
    """A password of the system's keyring; "" where it has none, or the machine has no keyring."""
    try:
        return keyring.get_password(service, user) or ""
    except KeyringError:
        return ""
