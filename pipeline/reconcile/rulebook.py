"""The settings' limits and the rows of 规则 sheets to what held on which day, and to what is in force today."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.limits import Limits
from pipeline.reconcile.source import row_source
from pipeline.reconcile.timeline import Timeline, always, since
from schemas.answers.kind import checked
from schemas.answers.rules import RulesInForce
from schemas.cells import Fault
from schemas.choices import Parameter
from schemas.rulebook import PARAMETERS, RULEBOOK, Limit
from schemas.sentences.exceptions import EXCEPTIONS
from schemas.sentences.rulebook import OF_SETTINGS, USUAL
from schemas.words import Lang


@dataclass(frozen=True)
class Rulebook:
    """What held on which day.

    Attributes:
        limits: What the settings say: it holds before any dated rule.
        dated: The limits that a 规则 sheet changes.
    """

    limits: Limits = field(default_factory=Limits)
    dated: Mapping[Parameter, Timeline] = field(default_factory=dict)

    def of(self, parameter: Parameter) -> Timeline:
        """One limit through time."""
        return self.dated.get(parameter) or always(limit_of(self.limits, parameter))


def rulebook(limits: Limits, rules: pd.DataFrame) -> Rulebook:
    """What held on which day: the settings' limits, and each dated rule from its day on.

    Args:
        limits: What the settings say.
        rules: One row a limit and day, as accepted from 规则 sheets.

    Source:
        The issue on the chase and the exceptions, "Rules as a sheet".
    """
    dated: dict[Parameter, Timeline] = {}
    for word, theirs in rules.sort_values("valid_from").groupby("parameter"):
        parameter = PARAMETERS[str(word)]
        days = theirs["valid_from"].dt.date
        changes = [(day, value_of(parameter, text)) for day, text in zip(days, theirs["value"], strict=True)]
        dated[parameter] = since(limit_of(limits, parameter), changes)
    return Rulebook(limits, dated)


def rules_in_force(limits: Limits, rules: pd.DataFrame, as_of: date, lang: Lang) -> DataFrame[RulesInForce]:
    """Every limit as it holds on a day, since when, and who says so.

    Args:
        limits: What the settings say.
        rules: One row a limit and day, with file, sheet and row.
        as_of: The day.
        lang: The language of the words.

    Returns:
        One row a parameter, in the order of RULEBOOK.

    Source:
        The issue on the chase and the exceptions, "A run says which rules were in force".
    """
    begun = rules[rules["valid_from"] <= pd.Timestamp(as_of)].sort_values("valid_from")
    begun = begun.assign(source=row_source(begun)).drop_duplicates("parameter", keep="last").set_index("parameter")
    columns = begun[["value", "valid_from", "basis", "source"]].to_dict("index")
    told: dict[str, dict[str, Any]] = {str(word): {str(n): v for n, v in row.items()} for word, row in columns.items()}
    rows = [in_force(limits, parameter, told.get(parameter.value), lang) for parameter in RULEBOOK]
    return checked(RulesInForce, pd.DataFrame(rows))


def in_force(limits: Limits, parameter: Parameter, row: dict[str, Any] | None, lang: Lang) -> dict[str, Any]:
    """One limit: as a row of a sheet has it, else as the settings do."""
    declared, own = RULEBOOK[parameter], limit_of(limits, parameter)
    told = USUAL if own == limit_of(Limits(), parameter) else OF_SETTINGS
    usual: dict[str, Any] = {"valid_from": pd.NaT, "basis": declared.meaning.in_(lang), "source": told.in_(lang)}
    value = own if row is None else value_of(parameter, row["value"])
    return {
        **(usual if row is None else row),
        "rule_code": declared.rule.value,
        "title": EXCEPTIONS[declared.rule].title.in_(lang),
        "parameter": parameter.value,
        "value": declared.takes.shown(value, lang),
        "dated": row is not None,
        "differs": value != own,
    }


def limit_of(limits: Limits, parameter: Parameter) -> Limit:
    """What the settings say of one parameter; None for one of several that they leave out."""
    declared = RULEBOOK[parameter]
    value = getattr(limits, declared.limit)
    if declared.place is not None:
        value = value[declared.place] if declared.place < len(value) else None
    limit: Limit = value
    return limit


def value_of(parameter: Parameter, text: str) -> Limit:
    """What an accepted row says.

    Raises:
        ValueError: The row should have been held back; a fault of our own.
    """
    value = RULEBOOK[parameter].takes.read(text)
    if isinstance(value, Fault):
        raise ValueError(f"{parameter.value}: {text}")
    return value
