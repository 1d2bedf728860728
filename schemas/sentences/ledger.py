"""What the ledger and the trace say, in both languages: what stops a command, and what changed in a file."""

from schemas.words import Words

LEDGER: dict[str, Words] = {
    "newer": Words(
        "{path} 是更新版本的 hongdan 写的。请安装那个版本后再运行",
        "{path} was written by a newer version of hongdan; install that version and run again",
    ),
    "not_written": Words(
        "写不了 {path}（{error}）。请检查磁盘空间和权限后再运行一次，收件箱未动",
        "{path} could not be written ({error}); check space and permissions and run again, the inbox is untouched",
    ),
    "damaged": Words(
        "{path} 不见了或被改动过。请执行 hongdan rebuild，能补的会从存档补好，补不了的会列出来",
        "{path} is gone or was changed; run hongdan rebuild, which mends what it can and names the rest",
    ),
    "journal_lost": Words(
        "{path} 和 {text} 都坏了，有的运行两边都没有记录：收件的先后、结账和报告无从得知，程序不猜。"
        "请从备份恢复 .hongdan 文件夹",
        "{path} and {text} are both damaged, and some runs are told by neither: the order of drops, closings and "
        "reports can't be known and is not guessed; restore the folder .hongdan from a backup",
    ),
    "not_on_record": Words(
        "没有收过“{name}”这个文件{near}。文件名是它在收件箱里的路径，见 outbox/收件记录.xlsx",
        "No file “{name}” was ever taken in{near}; its name is its path below the inbox, see outbox/收件记录.xlsx",
    ),
    "unknown_number": Words(
        "没有“{number}”这个订单、出库单、收款单、退货单或客户{near}。退回的单据改好收下后才查得到",
        "“{number}” is no order, shipment, receipt, return or customer on file{near}; what is held back is not on file",
    ),
    "near": Words("，是不是：{names}", "; did you mean {names}"),
}
"""What stops a command. `near` goes into the sentences that have a place for it."""

FORGOTTEN = Words(
    "{path} 不见了或被改动过，它保存着 {day} 的报告留下的记录（异常的首次发现、答复、催收次数）。请从备份恢复这个文件；"
    "没有备份就先运行 hongdan run --as-of {day}，按现在的收件箱重做那一天",
    "{path} holds what the report of {day} left behind (exceptions first seen, answers, slips chased) and is gone or "
    "was changed; restore it from a backup, or run hongdan run --as-of {day} to make that day again",
)

CHANGES: dict[str, Words] = {
    "changes": Words("与上一版相比：{changes}。", "Against the version before: {changes}."),
    "added": Words("新增 {count} 张（{numbers}）", "{count} added ({numbers})"),
    "changed": Words("改动 {count} 张（{numbers}）", "{count} changed ({numbers})"),
    "gone": Words("消失 {count} 张（{numbers}）", "{count} gone ({numbers})"),
    "document": Words("{number}：{differences}", "{number}: {differences}"),
    "field": Words("{line}{field} {before}→{after}", "{line}{field} {before} → {after}"),
    "line": Words("第 {line} 行", "line {line} "),
    "line_added": Words("多了{line}", "{line} added"),
    "line_gone": Words("少了{line}", "{line} gone"),
    "mended": Words("上次退回，已改好", "held back before, mended"),
    "blank": Words("空", "blank"),
    "in_all": Words(" 等 {count} 处", ", … {count} in all"),
    "others_as_they_were": Words(
        "与上一版相比：其余单据没有变。", "Against the version before: its other documents are as they were."
    ),
    "as_it_was": Words("与上一版相比：单据没有变。", "Against the version before: its documents are as they were."),
    "withdrawn": Words("已撤回，不再计算。", "Withdrawn, it counts no longer."),
    "more": Words(" 等", ", …"),
    "and": Words("，", ", "),
    "comma": Words("、", ", "),
    "semicolon": Words("；", "; "),
}
"""What the intake report says of a file beside the notes of its reading."""


def said(words: Words, **quoted: str) -> Words:
    """The sentence with what it quotes in place, in both languages."""
    return Words(words.zh.format(**quoted), words.en.format(**quoted))
