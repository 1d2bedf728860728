"""Rules in force: every limit that a 规则 sheet may set, as it holds on the day of a report."""

import pandas as pd
import pandera.pandas as pa

from schemas.answers.kind import AnswerKind
from schemas.cells import CHOICE, DAY, FLAG, TEXT, cell, inner
from schemas.choices import Parameter, RuleCode
from schemas.words import Words


class RulesInForce(pa.DataFrameModel):
    """One row a limit, in the order of the rulebook.

    `valid_from` is blank for what the settings say; `dated`: a sheet says it; `differs`: not what the settings say.
    Source: the issue on the chase and the exceptions, "Rules as a sheet".
    """

    rule_code: str = cell("规则代码", "Rule", CHOICE, choices=RuleCode)
    title: str = cell("规则", "About", TEXT)
    parameter: str = cell("参数", "Parameter", CHOICE, choices=Parameter)
    value: str = cell("取值", "Value", TEXT)
    valid_from: pd.Timestamp = cell("生效日期", "Valid from", DAY)
    basis: str = cell("依据", "Basis", TEXT)
    source: str = cell("来源", "Source", TEXT)
    dated: pd.BooleanDtype = inner(FLAG)
    differs: pd.BooleanDtype = inner(FLAG)


RULES_IN_FORCE = AnswerKind("rules_in_force", Words("生效规则", "Rules in force"), RulesInForce)
