"""The words on the blank sheets that people fill in."""

from schemas.words import Words

EXAMPLE = "示例"
"""Stands where a document's number would: the row only shows how to fill in the sheet, in either language."""
REQUIRED_MARK = "*"

INSTRUCTIONS = Words("填写说明", "How to fill in")
TITLE = Words("{kind} · 填写说明", "{kind} · how to fill in")
NOTES = (
    Words(
        "表头照原样保留，列的顺序随意；文件名随意。",
        "Keep the labels as they are; order of columns and file name are free.",
    ),
    Words(
        "带 * 的列必须有。灰色的示例行读入时跳过，可以留着。",
        "Columns with * must be there. The grey example row is skipped.",
    ),
    Words(
        "一张单据只要有一处错误，整张退回；其余单据照常接受。",
        "A document with a mistake is held back whole; the others are accepted.",
    ),
)

READY_NOTES = (
    NOTES[0],
    Words(
        "灰色的示例行读入时跳过。现在的取值都已写好，照原样放回不会改变什么。要改哪一条，在下面加一行，写新的取值和生效日期。",
        "The grey example row is skipped. What holds now stands here already; dropped back as it is, it changes "
        "nothing. To change a limit, add a row "
        "with the new value and the day from which it holds.",
    ),
    Words("取值写错的那一行退回，其余照常接受。", "A row with a wrong value is held back; the others are accepted."),
)
"""The same, for a sheet whose rows count as they stand."""

FIELD = Words("字段", "Field")
REQUIRED = Words("必填", "Required")
HOW = Words("怎么填", "What to write")
ALSO = Words("也可写作", "Also accepted as")

MUST = Words("必填", "required")
COLUMN_MUST = Words("列必须有，可以不填", "the column must be there; a cell may be blank")
MAY = Words("选填", "optional")

ONE_OF = Words("从下拉列表中选：{choices}", "one of: {choices}")
LONGEST = Words("最多 {longest} 个字", "at most {longest} characters")
DEFAULT = Words("不填即 {default}", "blank: {default}")
ABSENT = Words("没有这一列即 {absent}", "without this column: {absent}")
DOCUMENT = Words("同一张单据各行要一致", "the same in all rows of a document")
RULES = {
    "greater_than": Words("大于 {0}", "above {0}"),
    "greater_than_or_equal_to": Words("不小于 {0}", "at least {0}"),
    "less_than_or_equal_to": Words("不大于 {0}", "at most {0}"),
    "not_equal_to": Words("不能是 {0}", "not {0}"),
}
"""pandera's checks that a column may declare, by their name."""
END = Words("。", ".")
BETWEEN = Words("；", "; ")
BETWEEN_WORDS = Words("、", ", ")
