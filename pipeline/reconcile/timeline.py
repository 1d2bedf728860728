"""What held from which day on, asked for a day or for a column of days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from schemas.rulebook import Limit


@dataclass(frozen=True)
class Timeline:
    """One limit through time.

    Attributes:
        days: The days from which another value holds, rising.
        values: What holds before the first of them, then from each of them on.
    """

    days: tuple[date, ...]
    values: tuple[Limit, ...]

    def at(self, day: date) -> Limit:
        """What holds on a day."""
        return self.values[int(np.searchsorted(self._moments, np.datetime64(day), side="right"))]

    def number_at(self, day: date) -> int:
        """The number that holds on a day.

        Raises:
            ValueError: There is none.
        """
        value = self.at(day)
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is no number")
        return value

    def on(self, moments: pd.Series) -> pd.Series:
        """What held on the day of each moment, on their index; missing where the moment is or nothing held.

        Returns:
            Int64 for numbers, else str.
        """
        place = np.searchsorted(self._moments, moments.to_numpy(dtype="datetime64[us]"), side="right")
        dtype = "str" if any(isinstance(value, str) for value in self.values) else "Int64"
        held = pd.Series(list(self.values), dtype=dtype).array.take(place)
        return pd.Series(held, index=moments.index).where(moments.notna())

    @property
    def _moments(self) -> np.ndarray:
        return np.array(self.days, dtype="datetime64[us]")


def always(value: Limit) -> Timeline:
    """What holds on every day."""
    return Timeline((), (value,))


def since(before: Limit, changes: Sequence[tuple[date, Limit]]) -> Timeline:
    """What held before the first change, and what from each of them on.

    Args:
        before: The value up to then.
        changes: Days, rising, no two alike, each with the value that holds from it on.
    """
    return Timeline(tuple(day for day, _ in changes), (before, *(value for _, value in changes)))
