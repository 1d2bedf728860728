"""What holds from which day on: the settings up to the first dated rule, each rule from its own day."""

from datetime import date

import pandas as pd
import pytest

from pipeline.reconcile.limits import Limits
from pipeline.reconcile.rulebook import limit_of, rulebook, rules_in_force
from pipeline.reconcile.timeline import always, since
from schemas.choices import Parameter
from schemas.rulebook import RULEBOOK
from schemas.sheets.rules import RULES

FIRST, SECOND = date(2026, 10, 1), date(2026, 11, 1)


def rules(*rows):
    """Rows of a 规则 sheet: (parameter, value, day)."""
    told = [
        {"rule_code": "E1", "parameter": p, "value": v, "valid_from": day, "basis": "会议", "file": "规则.xlsx"}
        | {"sheet": "规则", "row": number}
        for number, (p, v, day) in enumerate(rows, start=2)
    ]
    dtypes = RULES.dtypes | {"file": "str"}
    frame = pd.DataFrame(told, columns=list(dtypes))
    return frame.assign(valid_from=pd.to_datetime(frame["valid_from"])).astype(dtypes)


def moments(*texts):
    return pd.Series(pd.to_datetime(list(texts), format="ISO8601").astype("datetime64[us]"))


def test_a_change_holds_from_its_day_on_and_not_the_day_before():
    timeline = since(24, [(FIRST, 8), (SECOND, 4)])
    days = moments("2026-09-30 23:59:59", "2026-10-01 00:00", "2026-10-31 23:59", "2026-11-01 08:00", None)
    assert timeline.on(days).tolist() == [24, 8, 8, 4, pd.NA]
    assert [timeline.at(date(2026, 9, 30)), timeline.at(FIRST), timeline.at(SECOND)] == [24, 8, 4]


def test_what_always_holds_holds_on_every_day_and_none_is_missing():
    assert always(7).on(moments("2020-01-01", "2099-12-31")).tolist() == [7, 7]
    assert always(None).on(moments("2026-01-01")).isna().all()
    assert always("经理").on(moments("2026-01-01")).tolist() == ["经理"]
    with pytest.raises(ValueError, match="no number"):
        always(None).number_at(FIRST)


def test_settings_hold_before_the_first_dated_rule_and_rules_in_any_order_after():
    book = rulebook(Limits(chase_days=9), rules(("催收天数", "5", SECOND), ("催收天数", "6", FIRST)))
    assert book.of(Parameter.CHASE_DAYS).on(moments("2026-09-30", "2026-10-01", "2026-11-01")).tolist() == [9, 6, 5]
    assert book.of(Parameter.HANDOVER_DAYS) == always(3)


def test_values_are_read_as_their_parameter_takes_them():
    book = rulebook(
        Limits(), rules(("抹零限额", "12.5", FIRST), ("截单时间", "17:30", FIRST), ("审批2角色", "经理", FIRST))
    )
    held = [book.of(p).at(FIRST) for p in (Parameter.WRITE_OFF, Parameter.CUT_OFF, Parameter.ROLE_2)]
    assert held == [1250, 17 * 60 + 30, "经理"]


def test_in_force_is_what_began_by_the_day_with_its_place_and_the_rest_is_as_set():
    told = rules_in_force(
        Limits(handover_days=5), rules(("催收天数", "9", FIRST), ("催收天数", "5", SECOND)), FIRST, "zh"
    ).set_index("parameter")
    assert told.loc["催收天数", ["value", "valid_from", "basis", "source", "dated", "differs"]].tolist() == [
        *("9", pd.Timestamp(FIRST), "会议", "规则.xlsx 规则!2", True, True)
    ]
    assert told.loc["交单天数", ["value", "source", "dated", "differs"]].tolist() == ["5", "设置", False, False]
    assert told.loc["截单时间", ["value", "source"]].tolist() == ["无", "默认"]
    assert told["valid_from"].notna().sum() == 1


def test_a_rule_that_says_what_the_settings_say_is_in_force_and_changes_nothing():
    (row,) = rules_in_force(Limits(), rules(("催收天数", "7", FIRST)), FIRST, "zh").query("dated").to_dict("records")
    assert (row["value"], row["differs"]) == ("7", False)


@pytest.mark.parametrize("parameter", RULEBOOK, ids=lambda parameter: parameter.name)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_holds_is_shown_as_it_is_typed(parameter, lang):
    takes = RULEBOOK[parameter].takes
    full = Limits(cut_off=1050, approval_roles=("甲", "乙", "丙", "丁"), approval_amounts_fen=(0, 1, 100, 123456789))
    for limits in (Limits(), full):
        value = limit_of(limits, parameter)
        assert takes.read(takes.shown(value, lang)) == value
