"""How an office sends mail: what the settings say of it, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Addresses = tuple[str, ...]
NOBODY: Mapping[str, Addresses] = {}


class Security(StrEnum):
    """How a connection is encrypted; there is none that isn't."""

    STARTTLS = "starttls"
    TLS = "tls"


class Every(StrEnum):
    """How often the same person gets the same kind of workbook."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Statements(StrEnum):
    """From when on customers get the statement of a month."""

    ENDED = "ended"
    CLOSED = "closed"
    NEVER = "never"


PORTS = {Security.STARTTLS: 587, Security.TLS: 465}


@dataclass(frozen=True)
class Server:
    """The server that takes the mail.

    Attributes:
        host: Its name.
        port: Where it listens.
        security: How the connection is encrypted.
        user: Who logs in; "" nobody does.
        ca_file: The certificate that vouches for it; "" for the system's own.
        seconds: How long an answer is waited for.
    """

    host: str = ""
    port: int = PORTS[Security.STARTTLS]
    security: Security = Security.STARTTLS
    user: str = ""
    ca_file: str = ""
    seconds: int = 30


@dataclass(frozen=True)
class MailRules:
    """Who gets what, how often, and by which way.

    Attributes:
        send: Whether messages are sent; else they are drafts in the outbox.
        by_itself: Whether a watch mails after its runs.
        sender: The address that the messages come from.
        sender_name: The name beside it; "" for the company's.
        server: The server that takes them.
        finance: Who gets all statements and the summary.
        managers: Who gets exceptions and order status.
        salespeople: Who gets the workbook of each salesperson.
        responsible: Who gets the chase sheet of each driver or carrier.
        statements: From when on customers get theirs.
        shared: Addresses that several customers may have.
        managers_every: How often managers get theirs.
        salespeople_every: How often salespeople get theirs.
        responsible_every: How often drivers and carriers get theirs.
        protect: Whether a statement leaves only with an open password.
        passwords: The environment's variable with the password of a customer, by code.
        max_mb: The most that the files of one message may weigh.
    """

    send: bool = False
    by_itself: bool = False
    sender: str = ""
    sender_name: str = ""
    server: Server = field(default_factory=Server)
    finance: Addresses = ()
    managers: Addresses = ()
    salespeople: Mapping[str, Addresses] = field(default_factory=lambda: NOBODY)
    responsible: Mapping[str, Addresses] = field(default_factory=lambda: NOBODY)
    statements: Statements = Statements.ENDED
    shared: Addresses = ()
    managers_every: Every = Every.MONTH
    salespeople_every: Every = Every.WEEK
    responsible_every: Every = Every.WEEK
    protect: bool = False
    passwords: Mapping[str, str] = field(default_factory=dict)
    max_mb: int = 20
