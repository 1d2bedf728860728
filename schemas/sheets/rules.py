"""Rules 规则: limits that hold from a day on, in the office's own sheet."""

from collections.abc import Iterator

import pandas as pd
import pandera.pandas as pa

from schemas.cells import CHOICE, DAY, TEXT, Fault, cell
from schemas.choices import Parameter, RuleCode
from schemas.rulebook import PARAMETERS, RULEBOOK, of_rule
from schemas.sheets.kind import RowFault, SheetKind
from schemas.words import Words


class Rules(pa.DataFrameModel):
    """One row a limit and the day from which it holds. Document: all three together.

    Source: the issue on the chase and the exceptions, "Rules as a sheet".
    """

    rule_code: str = cell(
        "规则代码", "Rule", CHOICE, "规则编号", "rule code", required=True, choices=RuleCode, example="E102",
        note=Words("异常的代码", "the code of the exception"),
    )  # fmt: skip
    parameter: str = cell("参数", "Parameter", CHOICE, "参数名称", required=True, choices=Parameter, example="催收天数")
    value: str = cell(
        "取值", "Value", TEXT, "参数值", required=True, example="7",
        note=Words("照参数写：天数、小时、百分之几、金额，或时间如 17:30", "as its parameter asks: days, hours, %, …"),
    )  # fmt: skip
    valid_from: pd.Timestamp = cell(
        "生效日期", "Valid from", DAY, required=True, example="2026-01-01",
        note=Words("从这天起按新的，以前的单据还按原来的", "from this day on; what lies before stays as it was"),
    )  # fmt: skip
    basis: str = cell("依据", "Basis", TEXT, "说明", "备注", example="订单管理办法第 3 条")


def wrong_values(rows: pd.DataFrame) -> Iterator[RowFault]:
    """Parameters that their rule doesn't have, and values that are not what their parameter takes."""
    told = rows[["rule_code", "parameter", "value"]].dropna(subset="parameter")
    for at, code, parameter, value in told.itertuples(name=None):
        declared = RULEBOOK[PARAMETERS[parameter]]
        if isinstance(code, str) and declared.rule.value != code:
            known = " ".join(known.value for known in of_rule(code))
            yield RowFault(at, "parameter", Fault("not_of_this_rule", (("rule", code), ("choices", known))))
        elif isinstance(value, str) and isinstance(declared.takes.read(value), Fault):
            yield RowFault(at, "value", Fault("not_what_it_takes", (("parameter", parameter), ("takes", parameter))))


RULES = SheetKind(
    name="rules",
    label=Words("规则", "Rules"),
    model=Rules,
    document=("rule_code", "parameter", "valid_from"),
    row_key=("rule_code", "parameter", "valid_from"),
    faults=wrong_values,
    replaces=True,
)
