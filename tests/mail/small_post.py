"""A tiny office's post: one customer or a few, one driver, one salesperson; and what decides who gets which letter."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.mail.letters import letters_in
from pipeline.mail.messages import Addressing
from pipeline.mail.post import Delivery, File, Kind, Post
from pipeline.mail.rules import MailRules

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
AS_OF, OCTOBER = date(2026, 11, 5), date(2026, 10, 1)


def workbook(text: str = "figures") -> bytes:
    """What stands for a workbook, as far as a lock asks for one."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as packed:
        packed.writestr(zipfile.ZipInfo("[Content_Types].xml"), f'<Types xmlns="{TYPES}">{text * 300:<5000}</Types>')
    return whole.getvalue()


def statement_of(code: str, addresses: str, version: str = "v1", **changed: Any) -> Delivery:
    """A customer's statement of October."""
    facts = {"code": code, "month": "2026-10", "number": version, "balance": "12.00"}
    files = (File(f"对账单/2026-10/{code}_甲.xlsx", code),)
    return replace(Delivery(Kind.STATEMENT, code, "甲", files, version, facts, addresses), **changed)


def chase_of(name: str) -> Delivery:
    """A driver's chase sheet."""
    return Delivery(Kind.CHASE, name, name, (File(f"按责任人/{name}.xlsx"),), facts={"count": "2"})


def post_of(*deliveries: Delivery, **changed: Any) -> Post:
    """What a run of 5 November left, every workbook as it was written."""
    digests = {file.path: sha256(workbook(file.path)).hexdigest() for one in deliveries for file in one.files}
    days = {"as_of": AS_OF, "month": OCTOBER, "week": date(2026, 11, 2), "managers": date(2026, 11, 5)}
    return Post(**({**days, "ended": True, "closed": False, "digests": digests, "deliveries": deliveries} | changed))


def outbox_of(post: Post, folder: Path) -> Path:
    """The outbox in which these workbooks lie."""
    for path in post.digests:
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(workbook(path))
    return folder


def addressing(rules: MailRules, passwords: Mapping[str, str] | None = None) -> Addressing:
    """Our own letters, from an office called 示例公司."""
    known = passwords or {}
    return Addressing(rules, letters_in(Path("nowhere"), "zh"), "示例公司", "zh", lambda code: code in known)
