"""The words on the workbooks that are no column's label: titles, totals, footers, notes."""

from schemas.words import Words

PAGE_OF = Words("第 &P 页 / 共 &N 页", "Page &P of &N")
TOTAL = Words("合计", "Total")
LIST_SHEET = Words("列表", "Lists")
NOT_IN_LIST = Words("请从下拉列表中选择：{choices}", "Please choose one of: {choices}")
NOT_IN_LONG_LIST = Words("请从下拉列表中选择。", "Please choose one of the list.")
NOT_A_DAY = Words("请填写日期，如 2026-10-03。", "Please enter a day such as 2026-10-03.")
CHECK_INPUT = Words("请检查填写内容", "Please check the entry")
