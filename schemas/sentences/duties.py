"""What `due` and `schedule` say, in both languages."""

from schemas.words import Words

DUTIES: dict[str, Words] = {
    "chase": Words("催收未收回单据", "chase the slips"),
    "statements": Words("出对账单", "statements are made"),
    "warning": Words("提醒：对账单要发出", "reminder: statements are to go out"),
    "deadline": Words("对账单最迟发出并结账", "statements are out, the month is closed"),
    "managers": Words("经理月报", "the managers' pack"),
}
"""What is due, by kind."""

WHERE: dict[str, str] = {
    "chase": "outbox/未收回单据.xlsx",
    "statements": "outbox/对账单/{month}/",
    "warning": "outbox/对账单/{month}/对账汇总.xlsx",
    "deadline": "hongdan close {month}",
    "managers": "outbox/异常报告.xlsx outbox/订单状态.xlsx",
}
"""Where it is found, or what does it."""

STATES: dict[str, Words] = {
    "done": Words("已办 {day}", "done {day}"),
    "late": Words("未办，已过 {days} 天", "not done, {days} day(s) ago"),
    "today": Words("今天", "today"),
    "ahead": Words("还有 {days} 天", "in {days} day(s)"),
}
"""How a duty stands."""

DUE_HEADS = (
    Words("日期", "Day"),
    Words("事项", "What"),
    Words("月份", "Month"),
    Words("情况", "State"),
    Words("在哪里", "Where"),
)
"""The columns of what is due."""

IN_THE_WAY = Words(
    "截至 {month} 月底还有 {count} 张单据退回没改：", "{count} document(s) up to the end of {month} are held back:"
)
"""What stands in the way of a month's statements."""

SCHEDULED: dict[str, Words] = {
    "schtasks": Words(
        "Windows：在命令提示符（cmd）里执行一次，每天 {at} 运行",
        "Windows: run this once in cmd.exe; it runs every day at {at}",
    ),
    "cron": Words("cron：执行 crontab -e，加上这一行", "cron: add this line by crontab -e"),
    "systemd": Words(
        "systemd：存成两个文件，再执行 systemctl --user enable --now hongdan.timer",
        "systemd: save these two files, then: systemctl --user enable --now hongdan.timer",
    ),
    "nothing": Words("以上只是给出写法，没有安装任何东西", "Nothing was installed"),
}
"""What stands above each way to have it run every day."""
