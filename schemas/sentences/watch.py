"""What `watch` says, in both languages."""

from schemas.words import Words

WATCH: dict[str, Words] = {
    "began": Words(
        "正在看着 {inbox}，每 {every} 秒看一次；按 Ctrl-C 结束", "Watching {inbox} every {every} s; Ctrl-C ends it"
    ),
    "ended": Words("已停止", "Stopped"),
    "ran": Words(
        "{at}  收件 {taken} 个文件，退回 {held} 张单据，写出 {written} 个文件；接着办：{due}",
        "{at}  taken in {taken} file(s), held back {held} document(s), written {written} file(s); next: {due}",
    ),
    "ran_unchanged": Words(
        "{at}  收件 {taken} 个文件，退回 {held} 张单据，工作簿都没有变；接着办：{due}",
        "{at}  taken in {taken} file(s), held back {held} document(s), no workbook changed; next: {due}",
    ),
    "mailed": Words(
        "{at}  发出或写了草稿 {count} 封信；没发成、不知道到没到、以前月份没发的 {failed} 封，看 hongdan mail",
        "{at}  sent or drafted {count} message(s); {failed} failed, in doubt or left of earlier months: hongdan mail",
    ),
    "failed": Words(
        "{at}  {said}\n{at}  过一会儿自动再试", "{at}  {said}\n{at}  It is tried again by itself in a while"
    ),
    "away": Words(
        "{at}  找不到收件箱 {inbox}，等它回来", "{at}  The inbox {inbox} can't be reached; waiting for it to come back"
    ),
    "back": Words("{at}  收件箱回来了", "{at}  The inbox is back"),
    "live": Words(
        "{at} 看过，{moving} 个文件正在放进来，退回 {held} 张单据；接着办：{due}",
        "Looked at {at}, {moving} file(s) arriving, {held} held back; next: {due}",
    ),
    "died": Words("这一次运行中途断了（内存不足，或被结束）", "This run was cut off (out of memory, or it was ended)"),
}
"""Sentences by code, with their placeholders."""


def watch_words(code: str, **quoted: object) -> Words:
    """A sentence with what it quotes filled in."""
    zh, en = WATCH[code]
    return Words(zh.format(**quoted), en.format(**quoted))
