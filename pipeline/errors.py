"""What stops a command: each error says what happened, where and what to do, and carries its exit status."""

from schemas.words import Words


class Stopped(Exception):
    """A command can't go on; `sentence` says why, in both languages."""

    status = 70

    def __init__(self, sentence: Words) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        """The sentence in English."""
        return self.sentence.en


class WrongUsage(Stopped):
    """An unknown name, month, kind or number."""

    status = 2


class SettingsInvalid(Stopped):
    """The settings can't be used."""

    status = 3


class Locked(Stopped):
    """Another run is at work here."""

    status = 4


class NotWritten(Stopped):
    """Something could not be written."""

    status = 5


class InboxAway(Stopped):
    """The inbox, or a folder in it, can't be looked into just now."""

    status = 5


class StoreAway(Stopped):
    """The storage of the ledger's bulk is not there just now."""

    status = 5


class NoCluster(Stopped):
    """The machines that were to do the work can't do it just now."""

    status = 5


class Damaged(Stopped):
    """A file of the ledger is gone, or not what the record says it was.

    Attributes:
        path: Which one, below the office's folder.
    """

    status = 5

    def __init__(self, sentence: Words, path: str = "") -> None:
        super().__init__(sentence)
        self.path = path
