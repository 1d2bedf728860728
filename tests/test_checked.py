"""An answer has its model's columns in their dtypes, and keeps the rules of its own that a model declares."""

import pandas as pd
import pandera.pandas as pa
import pytest
from pandera.errors import SchemaError

from schemas.answers.kind import checked, nothing
from schemas.cells import CHOICE, CODE, DAY, FLAG, MONEY, inner
from schemas.sheets.goods import NamesProduct


class Answer(pa.DataFrameModel):
    """Columns that may hold anything of their dtype."""

    number: str = inner(CODE)
    amount_fen: pd.Int64Dtype = inner(MONEY)
    day: pd.Timestamp = inner(DAY)
    paid: pd.BooleanDtype = inner(FLAG)


class Filled(pa.DataFrameModel):
    """A column that is never blank."""

    number: str = pa.Field(nullable=False, metadata={"type": CODE})


class Distinct(pa.DataFrameModel):
    """A column in which nothing stands twice."""

    number: str = pa.Field(nullable=True, unique=True, metadata={"type": CODE})


class Chosen(pa.DataFrameModel):
    """A column of a closed vocabulary."""

    level: str = pa.Field(nullable=True, isin=["高", "低"], metadata={"type": CHOICE})


class Named(NamesProduct):
    """A rule over both columns."""

    product_code: str = inner(CODE)
    product_name: str = inner(CODE)


ROW = {"number": ["A"], "amount_fen": [5], "day": ["2026-10-01"], "paid": [True]}


def test_columns_come_in_the_models_order_and_dtypes_on_a_fresh_index_and_the_table_stays_as_it_was():
    table = pd.DataFrame({"other": [1], "paid": [None], "day": pd.to_datetime(["2026-10-01"]), "amount_fen": [5.0]})
    table = table.assign(number=None).set_axis([7])
    answer = checked(Answer, table)
    assert dict(answer.dtypes.astype(str)) == {
        "number": "str", "amount_fen": "Int64", "day": "datetime64[us]", "paid": "boolean",
    }  # fmt: skip
    assert list(answer.index) == [0]
    assert answer.isna().to_dict("records") == [{"number": True, "amount_fen": False, "day": False, "paid": True}]
    assert list(table.columns) == ["other", "paid", "day", "amount_fen", "number"]
    assert dict(checked(Answer, answer).dtypes) == dict(answer.dtypes) == dict(nothing(Answer).dtypes)


@pytest.mark.parametrize("column", list(ROW))
def test_a_column_that_is_missing_is_refused(column):
    with pytest.raises(KeyError, match=column):
        checked(Answer, pd.DataFrame(ROW).drop(columns=column))


def test_a_column_that_is_there_twice_is_refused():
    table = pd.DataFrame(ROW)
    with pytest.raises(ValueError, match="zip"):
        checked(Answer, pd.concat([table, table[["number"]]], axis="columns"))


@pytest.mark.parametrize(
    ("column", "value"),
    [("amount_fen", "five"), ("amount_fen", 5.5), ("day", "someday"), ("paid", "perhaps"), ("paid", 2)],
)
def test_what_does_not_fit_a_columns_dtype_is_refused(column, value):
    with pytest.raises((TypeError, ValueError)):
        checked(Answer, pd.DataFrame(ROW | {column: [value]}))


@pytest.mark.parametrize(
    ("model", "kept", "broken"),
    [
        (Filled, {"number": ["A", "A"]}, {"number": ["A", None]}),
        (Distinct, {"number": ["A", None]}, {"number": ["A", "A"]}),
        (Chosen, {"level": ["高", None]}, {"level": ["高", "中"]}),
        (
            Named,
            {"product_code": ["P1", None], "product_name": [None, "合页"]},
            {"product_code": ["P1", None], "product_name": [None, None]},
        ),
    ],
)
def test_the_rules_that_a_model_declares_are_kept(model, kept, broken):
    assert len(checked(model, pd.DataFrame(kept))) == 2
    with pytest.raises(SchemaError):
        checked(model, pd.DataFrame(broken))
