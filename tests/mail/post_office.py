"""A real SMTP server on the loopback, with a certificate of its own, that does to each message what a test asks for."""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"
USER, PASSWORD = "finance@example.com", "letter-by-letter"


@dataclass
class PostOffice:
    """What the server got, and what it does to the next messages.

    Attributes:
        mails: Sender, recipient and bytes of every message that it took.
        refusals: What it replies, by step (MAIL, RCPT, DATA) and address; the address "" is everybody's.
        breaks: At which step it drops the connection; "AFTER" is once it has taken the message, before it says so.
        hangs: At which step it says nothing for a long while.
        port: Where it listens.
    """

    mails: list[tuple[str, str, bytes]] = field(default_factory=list)
    refusals: dict[tuple[str, str], str] = field(default_factory=dict)
    breaks: str = ""
    hangs: str = ""
    port: int = 0

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list) -> str:  # noqa: N802
        """The sender is named."""
        envelope.mail_from = address
        return await self.at("MAIL", address, server) or "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list) -> str:  # noqa: N802
        """The recipient is named."""
        envelope.rcpt_tos.append(address)
        return await self.at("RCPT", address, server) or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """The message is complete."""
        (to,) = envelope.rcpt_tos
        refusal = await self.at("DATA", to, server)
        if refusal:
            return refusal
        self.mails.append((envelope.mail_from, to, envelope.content))
        return await self.at("AFTER", to, server) or "250 kept"

    async def at(self, step: str, address: str, server: SMTP) -> str:
        """What happens at a step."""
        if self.breaks == step:
            server.transport.abort()
        if self.hangs == step:
            await asyncio.sleep(3)
        return self.refusals.get((step, address)) or self.refusals.get((step, ""), "")


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for the loopback and its key, made now."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "post office")])
    now = datetime.now(timezone.utc)  # noqa: UP017
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "post.pem", folder / "post.key"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    paths[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, *form))
    return paths


def knows(server: SMTP, session: Session, envelope: Envelope, mechanism: str, told: LoginPassword) -> AuthResult:
    """Whether somebody may send here."""
    known = isinstance(told, LoginPassword) and (told.login, told.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=known, handled=False)


@contextmanager
def post_office(paths: tuple[Path, Path], *, tls: bool = False, plain: bool = False) -> Iterator[PostOffice]:
    """Opens one: with STARTTLS, with TLS from the beginning, or without any encryption."""
    office = PostOffice(port=free_port())
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*paths)
    secured = {"ssl_context": context} if tls else {} if plain else {"tls_context": context, "require_starttls": True}
    asked = {} if plain else {"authenticator": knows, "auth_required": True, "auth_require_tls": not tls}
    controller = Controller(office, hostname=HOST, port=office.port, **secured, **asked)
    controller.start()
    try:
        yield office
    finally:
        controller.stop(no_assert=True)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])
