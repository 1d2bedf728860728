"""What the command line says, in both languages."""

from schemas.words import Words

CONSOLE: dict[str, Words] = {
    "heading": Words("截至 {as_of}，对账月份 {month}", "As of {as_of}, statements for {month}"),
    "taken_in": Words("收件：{count} 个文件", "Taken in: {count} file(s)"),
    "nothing_new": Words("收件：没有新文件，收件箱未变", "Taken in: nothing new, the inbox is unchanged"),
    "refused": Words("拒收  {file}：{problem}{remedy}", "refused  {file}: {problem} {remedy}"),
    "held": Words(
        "退回：{documents} 张单据、{problems} 处问题，在副本里改好、照副本的名字放回收件箱即可（见 outbox/退回修改/）",
        "Held back: {documents} document(s), {problems} problem(s); mend outbox/退回修改/ and drop the copies back",
    ),
    "rules": Words("规则表：{count} 条生效", "Rules sheet: {count} in force"),
    "rule": Words(
        "{rule} {parameter}：{value}（{day} 起）",
        "{rule} {parameter}: {value} (since {day})",
    ),
    "rules_as_set": Words("其余 {count} 条和设置一样", "the other {count} are as the settings have it"),
    "exceptions": Words("异常：{count} 条，其中高 {high} 条", "Exceptions: {count}, of which high {high}"),
    "handled": Words("；已处理 {count} 条另列", "; {count} handled are listed apart"),
    "outstanding": Words("未收回单据：{count} 张，金额 {amount}", "Slips outstanding: {count}, amount {amount}"),
    "statements": Words("对账单：{count} 份，期末余额合计 {amount}", "Statements: {count}, closing balances {amount}"),
    "new": Words("新建", "new"),
    "changed": Words("已更新", "changed"),
    "removed": Words("已删除", "removed"),
    "many": Words("{change}  {folder}/  {count} 个", "{change}  {folder}/  {count} files"),
    "beside": Words("另存", "written beside"),
    "and_unchanged": Words("其余 {count} 个文件未变", "the other {count} file(s) unchanged"),
    "all_unchanged": Words("未变：{count} 个文件都和上次一样", "unchanged: all {count} file(s) are as they were"),
    "no_problems": Words(
        "{file}：没有问题，{accepted} 张单据可以接受", "{file}: nothing wrong, {accepted} document(s) are fine"
    ),
    "problems": Words(
        "{file}：{problems} 处问题，涉及 {held} 张单据；其余 {accepted} 张可以接受",
        "{file}: {problems} problem(s) in {held} document(s); the other {accepted} are fine",
    ),
    "not_listed": Words(
        "还有 {count} 处没有列出，见标好的表，或加 --json",
        "{count} more: see the marked copy, or add --json",
    ),
    "suggested": Words("建议填：{value}", "Suggested: {value}"),
    "unknown_customer": Words("说明：客户“{name}”不在客户资料里", "Note: customer “{name}” is not in the master"),
    "unknown_customer_near": Words(
        "说明：客户“{name}”不在客户资料里，最接近的是“{nearest}”",
        "Note: customer “{name}” is not in the master; the nearest is “{nearest}”",
    ),
    "unknown_product": Words("说明：产品“{name}”没有价格政策", "Note: product “{name}” has no price policy"),
    "unknown_product_near": Words(
        "说明：产品“{name}”没有价格政策，最接近的是“{nearest}”",
        "Note: product “{name}” has no price policy; the nearest is “{nearest}”",
    ),
    "nearly": Words("工作表“{sheet}”{note}", "Sheet “{sheet}”: {note}"),
    "copy": Words("标好的表：{path}", "The marked copy: {path}"),
    "withdrawn": Words("已撤回 {file}，原文件仍在存档中", "Withdrawn: {file}; it stays in the archive"),
    "withdrawn_before": Words("{file} 早已撤回，没有变化", "{file} was withdrawn before; nothing changed"),
    "unlocked": Words("已解除{who}", "Unlocked{who}"),
    "not_locked": Words("没有留下的占用，什么都没有做", "Nothing was left locked; nothing was done"),
    "mended": Words("已补好  {path}", "mended  {path}"),
    "lost": Words(
        "补不了  {path}，没有可以照着补的内容。请从备份恢复这个文件",
        "can't be mended  {path}: nothing is left to rebuild it from; restore it from a backup",
    ),
    "sound": Words("存档完好，没有要补的", "The record is sound; there was nothing to mend"),
    "written": Words("已写出 {path}", "Written: {path}"),
    "does_not_add_up": Words(
        "对账单没有写出，有数字对不上（{what}）", "No statement was written, figures do not add up ({what})"
    ),
    "cut_off": Words(
        "内存不够，或者 hongdan 的一个进程被系统或别人结束了，没有做完。收件箱未动，已收的单据都在，工作簿也都完整。"
        "请关掉别的程序再运行一次；总是这样，请把日志交给维护人员：{log}",
        "The memory did not suffice, or the system or somebody ended a process of hongdan's before it was done. "
        "Nothing in the inbox was touched, nothing taken in is lost and the workbooks are whole. Close other programs "
        "and run again; if it keeps coming, the log: {log}",
    ),
    "crashed": Words(
        "程序自身出错，没有完成。收件箱未动，已收的单据都在。请把日志交给维护人员：{log}",
        "A fault of the program's own; nothing in the inbox was touched, nothing taken in is lost. The log: {log}",
    ),
    "no_home": Words(
        "没有文件夹 {path}。请先建好，或用 --home 指明", "There is no folder {path}; make it, or name another by --home"
    ),
    "bad_month": Words("“{month}”不是月份。请写成 2026-10", "“{month}” is no month; write it like 2026-10"),
    "month_to_come": Words(
        "{month} 在 {as_of} 还没有开始，没有对账单。请换一个月份",
        "{month} has not begun on {as_of} and has no statements; name an earlier month",
    ),
    "bad_day": Words("“{day}”看不出年月日。请写成 2026-10-03", "“{day}” is no day; write it like 2026-10-03"),
    "unknown_kind": Words("没有“{kind}”这种表。可选：{kinds}", "There is no sheet “{kind}”; one of: {kinds}"),
    "inbox_in_use": Words(
        "{path} 里已有文件，示例数据不会覆盖它们。请换一个空文件夹",
        "{path} already holds files, which the demo does not overwrite; name an empty folder",
    ),
    "reading": Words("读取文件", "reading files"),
    "writing": Words("写出工作簿", "writing workbooks"),
}
"""Sentences by code, with their placeholders."""

PROBLEM_TABLE = (
    Words("位置", "Where"),
    Words("问题", "Problem"),
    Words("怎么改", "What to do"),
    Words("建议值", "Suggested"),
)
"""The columns of what `check` found; the last one only where anything is suggested."""
