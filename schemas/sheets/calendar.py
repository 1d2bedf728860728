"""Calendar 日历: the days on which the office itself works or does not, whatever the published calendar says."""

import pandas as pd
import pandera.pandas as pa

from schemas.cells import CHOICE, DAY, TEXT, cell
from schemas.choices import DayKind
from schemas.sheets.kind import SheetKind
from schemas.words import Words


class Calendar(pa.DataFrameModel):
    """One row a day. Document: the day. Source: the issue on the chase and the exceptions, "Working time"."""

    date: pd.Timestamp = cell("日期", "Date", DAY, required=True, example="2026-12-31")
    day_kind: str = cell(
        "放假/上班", "Off or worked", CHOICE, "安排", "放假上班", "上班/放假", "放假或上班",
        required=True, choices=DayKind, example="放假",
        note=Words("没列出的日子照国家的放假安排", "days that are not listed follow the published calendar"),
    )  # fmt: skip
    remark: str = cell("说明", "Remark", TEXT, "备注", example="年终盘点")


CALENDAR = SheetKind(
    name="calendar",
    label=Words("日历", "Calendar"),
    model=Calendar,
    document=("date",),
    row_key=("date",),
    telling="day_kind",
    replaces=True,
)
