"""Progress: how far a month is from its statements, in its last days and the first ones after it."""

import pandas as pd
import pandera.pandas as pa

from schemas.answers.kind import AnswerKind
from schemas.cells import CHOICE, COUNT, MONEY, TEXT, cell
from schemas.choices import Topic
from schemas.words import Words


class MonthProgress(pa.DataFrameModel):
    """One row a kind of sheet, a file held back, a document that matches nothing, or a customer with something open.

    Order: topic, then as the registry has kinds, files by name, exceptions as listed, customers by code.
    """

    topic: str = cell("事项", "Topic", CHOICE, choices=Topic)
    subject: str = cell("对象", "What", TEXT)
    customer_name: str = cell("客户名称", "Customer", TEXT)
    count: pd.Int64Dtype = cell("件数", "Count", COUNT)
    amount_fen: pd.Int64Dtype = cell("金额", "Amount", MONEY)
    with_data: str = cell("有数据的日子", "Days with data", TEXT)
    without_data: str = cell("没有数据的工作日", "Working days without", TEXT)
    notes: str = cell("说明", "Notes", TEXT)


MONTH_PROGRESS = AnswerKind("month_progress", Words("月结进度", "Progress"), MonthProgress)
