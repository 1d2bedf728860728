"""What people should know of a sheet or a file that was read: one sentence a code, in two languages."""

from schemas.cells import Params
from schemas.sentences.quoting import quoted
from schemas.words import Lang, Words

NOTES: dict[str, Words] = {
    "own_report": Words("本程序自己的报表“{answer}”，不作为数据读入。", "Our own report “{answer}”, not read as data."),
    "problem_list": Words("本程序写的问题清单，已忽略。", "The list of problems that we wrote, ignored."),
    "hidden_sheet": Words("隐藏的工作表，没有读。", "A hidden sheet, not read."),
    "not_a_table": Words("不是认得的表，没有读。", "Not a table that we know, not read."),
    "nearly_a_table": Words(
        "很像“{kind}”，但没有读：缺少 {fields}{likes}。改好列标题再放回来就会读。",
        "Much like “{kind}”, but not read: it lacks {fields}{likes}. Mend the headings and drop it back.",
    ),
    "hidden_rows": Words("含隐藏行（{rows}），也读入了。", "Hidden rows ({rows}) were read too."),
    "hidden_columns": Words("含隐藏列（{columns}），也读入了。", "Hidden columns ({columns}) were read too."),
    "alias_not_read": Words(
        "{cell}“{label}”没有读：{column}已从“{read}”列读取。",
        "{cell} “{label}” was not read: {column} was read from the column “{read}”.",
    ),
    "bank_export": Words(
        "按“{layout}”的格式读作收款；不是收款的行没有计入：支出 {outgoing} 行，手续费、利息等 {ignored} 行。",
        "Read as payments by the layout “{layout}”. Left out: {outgoing} outgoing line(s),"
        " {ignored} fees, interest and the like.",
    ),
    "still_counts_last_readable": Words(
        "新版本读不了，仍按上次能读的版本计算。", "This version can't be read; the last readable one still counts."
    ),
}
"""Every note by its code."""


def note_words(note: tuple[str, Params], lang: Lang) -> str:
    """A remark on a sheet, in a sentence."""
    code, params = note
    return NOTES[code].in_(lang).format(**quoted(params, lang))
