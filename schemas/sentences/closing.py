"""What the program says of closed months, in both languages: on statements, on the terminal, and what stops it."""

from schemas.sentences.stops import in_language
from schemas.words import Lang, Words

LANGS: tuple[Lang, Lang] = ("zh", "en")

ADJUSTMENT = Words("{month} {line}，{cause}", "{month} {line}, {cause}")
OPENING_BALANCE = Words("期初余额", "opening balance")

CAUSES: dict[str, Words] = {
    "late": Words("迟到", "late"),
    "changed": Words("有更正", "changed"),
    "withdrawn": Words("已撤回", "withdrawn"),
    "moved": Words("改了客户", "moved between customers"),
}
"""Why a closed month would look different now."""

DAMAGED = Words(
    "{path} 不见了或被改动过，它保存着一个已结账的月份。请从备份恢复这个文件，再运行一次",
    "{path} holds a closed month and is gone or was changed; restore it from a backup and run again",
)

CLOSING: dict[str, Words] = {
    "not_over": Words(
        "{month} 在 {as_of} 还没有过完，不能结账", "{month} has not ended on {as_of} and can't be closed yet"
    ),
    "closed_before": Words("{month} 早已结账，没有变化", "{month} is closed already; nothing changed"),
    "none_closed": Words("没有已结账的月份", "no month is closed"),
    "not_the_last": Words(
        "只能打开最后一个已结账的月份，它是 {last}，不是 {month}",
        "only the last closed month can be opened again; that is {last}, not {month}",
    ),
    "held_back": Words(
        "{month} 没有结账：{count} 张单据还被退回。改好放回收件箱再结账；"
        "一定要这样结，加 --anyway，会记录在案\n{documents}",
        "{month} was not closed: {count} document(s) are held back. Mend and drop them back, then close again;\n"
        "to close all the same add --anyway, which is put on record\n{documents}",
    ),
    "dated": Words("{date}  {kind} {number}  {file}  {sheet}", "{date}  {kind} {number}  {file}  {sheet}"),
    "undated": Words(
        "日期看不出  {kind} {number}  {file}  {sheet}", "no readable date  {kind} {number}  {file}  {sheet}"
    ),
    "closed": Words("已结账：{months}", "Closed: {months}"),
    "closed_anyway": Words(
        "结账时仍有 {count} 张单据被退回，已记录在案：",
        "{count} document(s) were held back all the same, put on record:",
    ),
    "refused_files": Words(
        "另有 {count} 个文件整个没能读入，里面是什么还不知道：{files}",
        "{count} file(s) could not be read at all, nobody knows what is in them: {files}",
    ),
    "reopened": Words(
        "{month} 已重新打开，再运行一次会按现有单据重算", "{month} is open again; the next run recomputes it"
    ),
    "closed_upto": Words("已结账至 {month}", "Closed up to {month}"),
    "adjusted": Words("前期调整：{count} 条，合计 {amount}", "Prior-period adjustments: {count}, in all {amount}"),
    "as_closed": Words(
        "{month} 已结账，对账单按结账时原样", "{month} is closed; its statements are as they were frozen"
    ),
    "verified": Words(
        "已核对：{months} 个已结账月份、{balances} 个期末余额全部相符，存档完好",
        "Verified: {months} closed month(s), {balances} closing balance(s) agree, the record is sound",
    ),
    "gap": Words("{month} 之前缺了已结账的月份", "a closed month is missing before {month}"),
    "verified_nothing": Words("没有已结账的月份，存档完好", "No month is closed; the record is sound"),
    "differs": Words(
        "{month} {customer}：结账余额 {frozen}、以后调整 {later}，与现在重算的 {now} 不符",
        "{month} {customer}: frozen {frozen}, later adjustments {later}, do not agree with {now} as recomputed",
    ),
    "file_differs": Words("{path} 与记录不符或不见了", "{path} is gone or not what the record says"),
}
"""What `close`, `reopen`, `verify` and `run` say of closed months."""


def closing_words(code: str, **quoted: object) -> Words:
    """A sentence with what it quotes filled in; Words that are quoted go in by language."""
    zh, en = (CLOSING[code].in_(lang).format(**in_language(quoted, lang)) for lang in LANGS)
    return Words(zh, en)
