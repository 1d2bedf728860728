"""A word that people read, in the two languages they read it in."""

from enum import StrEnum
from typing import Literal, NamedTuple, Self

Lang = Literal["zh", "en"]


class Words(NamedTuple):
    """One label or sentence, in Chinese and in English."""

    zh: str
    en: str

    def in_(self, lang: Lang) -> str:
        """The words in the language asked for."""
        return self.zh if lang == "zh" else self.en


class Choice(StrEnum):
    """A closed vocabulary: the member's value is the Chinese word that stands in the sheets.

    Tables hold the Chinese word; `en` is what people read and may type with `lang = "en"`.
    """

    en: str
    also: tuple[str, ...]

    def __new__(cls, zh: str, en: str, *also: str) -> Self:
        """A member from its two words, and others that are accepted for it."""
        member = str.__new__(cls, zh)
        member._value_ = zh
        member.en, member.also = en, also
        return member

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that is read as this one."""
        return (self.value, self.en, *self.also)

    def in_(self, lang: Lang) -> str:
        """The word in the language asked for."""
        return self.value if lang == "zh" else self.en
