"""Messages to the server that takes them: connect, log in, hand over, and what became of each."""

import re
import smtplib
import ssl
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from typing import NamedTuple

from pipeline.mail.passwords import of_account
from pipeline.mail.rules import MailRules, Security, Server
from schemas.sentences.mail import mail_words
from schemas.words import Lang, Words

LET_IN = 235
"""The reply to a login that was taken."""
FAILED = 400
"""From this code on, a reply is a refusal."""
PERIOD = re.compile(rb"^\.", re.MULTILINE)


class Fate(StrEnum):
    """What became of a message at the server."""

    SENT = "sent"
    REFUSED = "refused"
    BROKEN = "broken"
    UNREACHED = "unreached"
    DOUBTFUL = "doubtful"


class Answer(NamedTuple):
    """What became of a message, and the server's words on it."""

    fate: Fate
    said: str = ""


class Unreachable(Exception):
    """There is no connection over which anything could be sent; `words` says why."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


def connection(rules: MailRules) -> Words | None:
    """Why no mail can be sent by the settings as they are: connects, encrypts and logs in, and sends nothing.

    Args:
        rules: What the settings say of mail.

    Returns:
        What is wrong and what to do; None: a message would be taken.

    Source:
        Issue 7, points 3 and 7.
    """
    if not (rules.server.host and rules.sender):
        return mail_words("no_server")
    try:
        over = connected(rules)
    except Unreachable as error:
        return error.words
    leave(over)
    return None


def connected(rules: MailRules) -> smtplib.SMTP:
    """An encrypted connection to the server, logged in.

    Raises:
        Unreachable: There is none to be had.
    """
    server = rules.server
    where = {"host": server.host, "port": server.port}
    password = of_account(rules) if server.user else ""
    if server.user and not password:
        raise Unreachable(mail_words("no_password", user=server.user))
    trusted = trust(server)
    try:
        over = encrypted(server, rules.sender.rpartition("@")[2], trusted)
    except ssl.SSLError as error:
        reason = getattr(error, "verify_message", "") or error.reason or error
        raise Unreachable(mail_words("not_trusted", reason=reason, **where)) from error
    except smtplib.SMTPNotSupportedError as error:
        raise Unreachable(mail_words("no_starttls", **where)) from error
    except (OSError, UnicodeError) as error:
        raise Unreachable(mail_words("not_connected", reason=reason_of(error), **where)) from error
    try:
        if server.user:
            log_in(over, server, password)
    except Unreachable:
        over.close()
        raise
    return over


def trust(server: Server) -> ssl.SSLContext:
    """Whose certificates are believed: the office's own, else those that the system believes.

    Raises:
        Unreachable: The office's own can't be used.
    """
    try:
        return ssl.create_default_context(cafile=server.ca_file or None)
    except OSError as error:
        reason = error.strerror or error
        raise Unreachable(mail_words("no_ca_file", file=server.ca_file, reason=reason)) from error


def log_in(over: smtplib.SMTP, server: Server, password: str) -> None:
    """Logs in; a name or password beyond ASCII in UTF-8, as PLAIN has it and nothing else does.

    Raises:
        Unreachable: The server does not let us in, or has no way to take such a password; no part of it is quoted.

    Source:
        RFC 4616.
    """
    user = server.user
    try:
        if (user + password).isascii():
            over.login(user, password)
            return
        over.ehlo_or_helo_if_needed()
        if "PLAIN" not in over.esmtp_features.get("auth", "").split():
            raise Unreachable(mail_words("not_sayable", user=user, host=server.host))
        said = b64encode(f"\0{user}\0{password}".encode()).decode()
        code, reply = over.docmd("AUTH", f"PLAIN {said}")
        if code != LET_IN:
            raise smtplib.SMTPAuthenticationError(code, reply)
    except UnicodeError:
        raise Unreachable(mail_words("not_sayable", user=user, host=server.host)) from None
    except OSError as error:
        raise Unreachable(mail_words("not_logged_in", user=user, reason=reason_of(error))) from error


def encrypted(server: Server, name: str, trusted: ssl.SSLContext) -> smtplib.SMTP:
    """A connection on which nothing is said in the clear but the wish to encrypt it.

    Args:
        server: The server.
        name: What we are called there.
        trusted: Whose certificates are believed.

    Raises:
        OSError: It can't be had.
    """
    if server.security is Security.TLS:
        return smtplib.SMTP_SSL(server.host, server.port, name, timeout=server.seconds, context=trusted)
    over = smtplib.SMTP(server.host, server.port, name, timeout=server.seconds)
    try:
        over.starttls(context=trusted)
    except OSError:
        over.close()
        raise
    return over


class Line:
    """A connection that is made with the first message, and again for the next one after it broke.

    Once it can't be made, no message is tried any more.
    """

    def __init__(self, rules: MailRules, lang: Lang) -> None:
        self._rules = rules
        self._lang = lang
        self._over: smtplib.SMTP | None = None
        self._cut = ""

    def hand_over(self, to: str, content: bytes, intend: Callable[[], None]) -> Answer:
        """As `hand_over`; or UNREACHED: there is no connection, and nothing was tried."""
        if self._over is None and not self._cut:
            try:
                self._over = connected(self._rules)
            except Unreachable as error:
                self._cut = error.words.in_(self._lang)
        if self._over is None:
            return Answer(Fate.UNREACHED, self._cut)
        answer = hand_over(self._over, self._rules.sender, to, content, intend)
        if answer.fate in (Fate.BROKEN, Fate.DOUBTFUL) or self._over.sock is None:
            self._over.close()
            self._over = None
        return answer

    def close(self) -> None:
        """Takes leave of the server."""
        if self._over is not None:
            leave(self._over)
            self._over = None


def hand_over(over: smtplib.SMTP, sender: str, to: str, content: bytes, intend: Callable[[], None]) -> Answer:
    """Gives one message to the server.

    Args:
        over: The connection; it is of no more use after BROKEN and DOUBTFUL.
        sender: The address that it comes from.
        to: The address that it goes to.
        content: The message, its lines ended by CRLF.
        intend: Puts on record that it is about to go out; called once the server asks for it.

    Returns:
        SENT; REFUSED with the server's reply; BROKEN: the connection went before the message was complete, so the
        server has to drop it; DOUBTFUL: it went after that and before the reply, so nobody knows.
    """
    try:
        for step, word in ((over.mail, sender), (over.rcpt, to), (over.docmd, "DATA")):
            code, reply = step(word)
            if code >= FAILED:
                return refused(over, code, reply)
        intend()
        over.send(PERIOD.sub(b"..", content))
    except OSError as error:
        return Answer(Fate.BROKEN, reason_of(error))
    try:
        over.send(b".\r\n")
        code, reply = over.getreply()
    except OSError as error:
        return Answer(Fate.DOUBTFUL, reason_of(error))
    return refused(over, code, reply) if code >= FAILED else Answer(Fate.SENT, f"{code} {readable(reply)}")


def refused(over: smtplib.SMTP, code: int, reply: bytes) -> Answer:
    """A refusal, after which the connection is ready for the next message, unless the server ends it."""
    with suppress(OSError):
        over.rset()
    return Answer(Fate.REFUSED, f"{code} {readable(reply)}")


def leave(over: smtplib.SMTP) -> None:
    """Ends a connection, whatever is left of it."""
    try:
        over.quit()
    except OSError:
        over.close()


def reason_of(error: OSError | UnicodeError) -> str:
    """What went wrong, in the server's or the system's words."""
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error
        return f"{error.smtp_code} {readable(reply if isinstance(reply, bytes) else reply.encode())}"
    return " ".join(str(error).split()) or type(error).__name__


def readable(reply: bytes) -> str:
    """A reply in one line."""
    return " ".join(reply.decode("utf-8", errors="replace").split())
