"""One message to the bytes that a mail program opens and a server takes."""

import email
from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import NamedTuple

from pipeline.mail.enclosures import Enclosure
from pipeline.mail.messages import Message

SEVEN_BITS = SMTP.clone(cte_type="7bit")
TYPES = {
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".zip": ("application", "zip"),
}
NOBODY = "hongdan.invalid"
"""Stands for the sender's domain in the identity of a draft that has no sender."""


class Sender(NamedTuple):
    """Whom a message comes from; a draft may leave that to the mail program."""

    address: str
    name: str


def eml(message: Message, enclosed: Sequence[Enclosure], sender: Sender, at: datetime, *, draft: bool) -> bytes:
    """The message with what is attached: the same for the same, to the byte.

    Args:
        message: The message.
        enclosed: What is attached.
        sender: Whom it comes from.
        at: Its date.
        draft: Whether a mail program is to open it as one that is still to be sent.
    """
    made = EmailMessage(policy=SEVEN_BITS)
    if sender.address:
        made["From"] = Address(sender.name, addr_spec=sender.address)
    made["To"] = Address(addr_spec=message.to)
    made["Subject"] = message.letter.subject
    made["Date"] = format_datetime(at)
    made["Message-ID"] = f"<{message.digest}@{sender.address.rpartition('@')[2] or NOBODY}>"
    if draft:
        made["X-Unsent"] = "1"
    made.set_content(message.letter.text)
    for one in enclosed:
        main, sub = TYPES[one.name[one.name.rindex(".") :]]
        made.add_attachment(one.content, maintype=main, subtype=sub, filename=one.name)
    made.set_boundary(f"=_{message.digest}")
    return made.as_bytes()


def enclosed_in(content: bytes | None) -> dict[str, bytes]:
    """What a draft carries, by name; nothing where there is none."""
    if content is None:
        return {}
    parts = email.message_from_bytes(content, policy=SMTP).iter_attachments()
    return {part.get_filename() or "": part.get_content() for part in parts if not part.is_multipart()}
