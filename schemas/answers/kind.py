"""What makes an answer: a derived table, its labelled columns, and its form if it is one."""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, TypeVar, cast

import pandas as pd
import pandera.pandas as pa
from pandera.typing.pandas import DataFrame

from schemas.cells import Cell, cells_of, types_of
from schemas.words import Words

Model = TypeVar("Model", bound=pa.DataFrameModel)


@dataclass(frozen=True)
class AnswerKind:
    """One kind of table that people read.

    Attributes:
        name: The answer in code.
        label: The name of its sheet.
        model: Its columns; those declared by `cell` are shown, under their labels, in that order.
        form: Columns that are empty for people to fill in.
        dropped_back: The kind of sheet that the filled-in form is read as; None: a table of ours that
            is dropped back is recognised as our own report and ignored.
        known_by: The columns that tell our table from one of people's own; empty: all but the source and the form.
    """

    name: str
    label: Words
    model: type[pa.DataFrameModel]
    form: tuple[str, ...] = ()
    dropped_back: str | None = None
    known_by: tuple[str, ...] = ()

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """The shown columns by name, in the order in which they stand."""
        return cells_of(self.model)


def checked(model: type[Model], table: pd.DataFrame) -> DataFrame[Model]:
    """The table with just the model's columns, in its order and dtypes, on a fresh index.

    Raises:
        KeyError: A column is missing.
        TypeError, ValueError: A column can't have its dtype without losing something, or is there twice.
        pandera.errors.SchemaError: A column breaks a rule of its own; all three are faults of ours.
    """
    dtypes = dtypes_of(model)
    picked = table[list(dtypes)]
    others = {name: dtype for (name, dtype), had in zip(dtypes.items(), picked.dtypes, strict=True) if had != dtype}
    typed = (picked.astype(others) if others else picked).reset_index(drop=True)
    return model.validate(typed) if has_rules(model) else cast("DataFrame[Model]", typed)


@cache
def dtypes_of(model: type[pa.DataFrameModel]) -> dict[str, Any]:
    """The dtype of every column, by name, in the order of declaration."""
    return {name: pd.api.types.pandas_dtype(type_.dtype) for name, type_ in types_of(model).items()}


@cache
def has_rules(model: type[pa.DataFrameModel]) -> bool:
    """Whether the model asks more of its columns than to be there in their dtypes; pandera takes its time to look."""
    rules = model.__root_checks__ or model.__checks__ or getattr(model.__config__, "unique", None)
    columns = (column for _, column in model.__fields__.values())
    return bool(rules) or any(column.checks or column.unique or not column.nullable for column in columns)


def nothing(model: type[Model]) -> DataFrame[Model]:
    """The answer without a row."""
    columns = {name: pd.array([], dtype) for name, dtype in dtypes_of(model).items()}
    return cast("DataFrame[Model]", pd.DataFrame(columns))
