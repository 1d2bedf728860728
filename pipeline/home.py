"""The folder that hongdan works in, and where everything in it lies."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Home:
    """One office's folder."""

    root: Path

    @property
    def inbox(self) -> Path:
        """Where sheets are dropped; never written to."""
        return self.root / "inbox"

    @property
    def outbox(self) -> Path:
        """Where workbooks appear."""
        return self.root / "outbox"

    @property
    def settings(self) -> Path:
        """The settings, optional."""
        return self.root / "hongdan.toml"

    @property
    def ledger(self) -> Path:
        """What was taken in, for good."""
        return self.root / ".hongdan"

    @property
    def manifest(self) -> Path:
        """Which files of the outbox are ours."""
        return self.ledger / "outbox.jsonl"

    @property
    def post(self) -> Path:
        """What the last run left to be mailed."""
        return self.ledger / "post.json"

    @property
    def mailed(self) -> Path:
        """What went out by mail, and what became of it."""
        return self.ledger / "mailed.jsonl"

    @property
    def letters(self) -> Path:
        """The office's own wording of its mail, optional."""
        return self.root / "邮件模板"

    @property
    def log(self) -> Path:
        """What went wrong that should not have, with its traceback."""
        return self.ledger / "logs" / "hongdan.log"
