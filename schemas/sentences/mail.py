"""What is said of mail, in both languages."""

from schemas.sentences.stops import in_language
from schemas.words import Words

MAIL: dict[str, Words] = {
    # --- the connection
    "no_server": Words(
        "设置里没有写 mail.host 和 mail.sender，只能写草稿",
        "the settings have no mail.host and mail.sender; there can only be drafts",
    ),
    "no_password": Words(
        "没有 {user} 的密码。放在环境变量 HONGDAN_MAIL_PASSWORD 里，或执行 keyring set hongdan {user}",
        "there is no password of {user}: set the variable HONGDAN_MAIL_PASSWORD, or run: keyring set hongdan {user}",
    ),
    "not_connected": Words(
        "连不上发信服务器 {host}:{port}（{reason}）。请检查网络、mail.host、mail.port 和 mail.security",
        "the mail server {host}:{port} can't be reached ({reason}); check the network, mail.host, mail.port and "
        "mail.security",
    ),
    "not_trusted": Words(
        "发信服务器 {host}:{port} 的证书或加密不可信（{reason}）。"
        "请检查 mail.security；自建服务器把证书写在 mail.ca_file",
        "the mail server {host}:{port} can't be trusted ({reason}); check mail.security, or name its certificate "
        "in mail.ca_file",
    ),
    "no_ca_file": Words(
        "证书文件 {file} 用不了（{reason}）。请检查设置 mail.ca_file",
        "the certificate {file} can't be used ({reason}); check mail.ca_file in the settings",
    ),
    "no_starttls": Words(
        "发信服务器 {host}:{port} 不能用 STARTTLS 加密，不发。请把 mail.security 改成 tls，端口多半是 465",
        'the mail server {host}:{port} has no STARTTLS, and nothing is sent unencrypted; try mail.security = "tls"',
    ),
    "not_logged_in": Words(
        "{user} 登录发信服务器没有成功（{reason}）。请检查 mail.user 和密码；有的邮箱要用授权码",
        "{user} could not log in at the mail server ({reason}); check mail.user and the password",
    ),
    "not_sayable": Words(
        "{user} 的登录名或密码里有英文、数字和半角符号以外的字，发信服务器 {host} 收不了（没有 AUTH PLAIN）。"
        "请换一个密码，或用授权码",
        "the name or password of {user} has characters beyond ASCII, which the mail server {host} has no way to take "
        "(no AUTH PLAIN); choose another password",
    ),
    # --- what does not go out
    "no_address": Words("没有邮箱", "no e-mail address"),
    "not_an_address": Words(
        "“{typed}”不是邮箱地址，没有猜。请在客户资料的 邮箱 改正，几个地址用分号隔开",
        "“{typed}” is no e-mail address, and nothing was guessed; correct 邮箱 in the master, with ; between several",
    ),
    "month_runs": Words("{month} 还没有过完", "{month} is not over"),
    "month_open": Words(
        "{month} 还没有结账（mail.statements = closed）", "{month} is not closed (mail.statements = closed)"
    ),
    "in_the_way": Words(
        "到 {month} 月底还有 {count} 张单据退回没改。改好再运行；一定要发就先结账：hongdan close {month} --anyway",
        "{count} document(s) up to the end of {month} are held back; mend them and run, or close the month all the "
        "same: hongdan close {month} --anyway",
    ),
    "master_held": Words(
        "客户资料里这个客户的新一行退回了，邮箱可能已经改了", "a newer row of it in the master is held back"
    ),
    "shared": Words(
        "{address} 是几个客户写的同一个邮箱。确实共用的写进设置 mail.shared",
        "{address} is the address of several customers; if they do share it, name it in mail.shared",
    ),
    "unprotected": Words(
        '没有打开密码，不加密的不发。写在设置 mail.passwords，或执行 keyring set "hongdan statements" 客户编码',
        "there is no open password, and nothing goes unprotected; name it in mail.passwords, or run: "
        'keyring set "hongdan statements" CODE',
    ),
    "not_as_written": Words(
        "{file} 和上次运行写出的不一样。先运行 hongdan run",
        "{file} is not as the last run wrote it; run hongdan run first",
    ),
    "too_large": Words("附件超过 {most} MB（mail.max_mb）", "the files are over {most} MB (mail.max_mb)"),
    # --- what stops the command
    "nothing_yet": Words("还没有可以发的。先运行 hongdan run", "there is nothing to mail yet; run hongdan run first"),
    "outdated": Words(
        "发件箱现在是 {as_of} 的，而最近一次的报告是 {last} 的，旧的不发。先运行 hongdan run",
        "the outbox speaks for {as_of}, the latest report for {last}; nothing old is mailed, run hongdan run first",
    ),
    "ahead": Words(
        "发件箱是 {as_of} 的，今天才 {today}，没有到的日子不发。先运行 hongdan run",
        "the outbox speaks for {as_of}, and today is {today}; nothing is sent ahead of its day, run hongdan run first",
    ),
    "nobody_called": Words(
        "没有要发给 {who} 的信。看有哪些：hongdan mail --dry-run",
        "there is no message to {who}; see which there are: hongdan mail --dry-run",
    ),
    "post_damaged": Words(
        "{file} 坏了，不知道上次运行写了什么，没有发信。先运行 hongdan run，它会重写",
        "{file} is damaged and nobody knows what the last run wrote; nothing was mailed. hongdan run writes it anew",
    ),
    "record_damaged": Words(
        "发信记录 {file} 第 {line} 行被改动过，没有发信，免得重发。请从备份恢复这个文件",
        "line {line} of {file}, the record of what was mailed, was changed; nothing was sent, so that nothing goes "
        "out twice. Restore it from a backup",
    ),
    "record_cut": Words(
        "发信记录 {file} 缺了后面的行，或者不见了（{seal} 记着它有多长）；没有发信，免得重发。请从备份恢复这两个文件",
        "{file}, the record of what was mailed, lost its last lines or is gone ({seal} knows how long it was); nothing "
        "was sent, so that nothing goes out twice. Restore both from a backup",
    ),
}
"""Sentences by code, with their placeholders."""


def mail_words(code: str, **quoted: object) -> Words:
    """A sentence with what it quotes filled in; Words that are quoted go in by language."""
    zh, en = MAIL[code]
    return Words(zh.format(**in_language(quoted, "zh")), en.format(**in_language(quoted, "en")))


OUTCOMES: dict[str, Words] = {
    "would_draft": Words("会写草稿", "would draft"),
    "would_send": Words("会发出", "would send"),
    "drafted": Words("草稿", "drafted"),
    "unchanged": Words("草稿未变", "unchanged"),
    "sent": Words("已发出", "sent"),
    "before": Words("以前发过", "sent before"),
    "failed": Words("没发成", "failed"),
    "unreached": Words("没发成", "not tried"),
    "doubtful": Words("不知道到没到", "in doubt"),
}
"""What became of a message."""

WAYS: dict[str, Words] = {
    "draft": Words(
        "{as_of} 的工作簿：写草稿到 outbox/邮件/，用邮件程序打开，看过再发（mail.send = false）",
        "Workbooks of {as_of}: drafts in outbox/邮件/, to be opened, looked at and sent (mail.send = false)",
    ),
    "send": Words(
        "{as_of} 的工作簿：由 {sender} 经 {host} 发出",
        "Workbooks of {as_of}: sent by {sender} over {host}",
    ),
    "dry_run": Words("只看会怎样，什么都没有做", "only looked; nothing was done"),
    "withheld": Words("不发  {kind}  {reason}：{names}", "withheld  {kind}  {reason}: {names}"),
    "counted": Words("{names} 等 {count} 个", "{names} and others, {count} in all"),
    "none": Words(
        "没有要发的。谁收什么写在设置的 [mail]，客户的邮箱写在客户资料",
        "nothing to mail; who gets what stands under [mail] in the settings, customers' addresses in the master",
    ),
    "try_again": Words("{count} 封没发成，下次 hongdan mail 再发", "{count} failed; the next hongdan mail tries again"),
    "left": Words(
        "{month} 的还有没发、没发成或不知道到没到的：{whom}。要发：hongdan run --month {month}，再 hongdan mail",
        "of {month}, some waited, failed or are in doubt: {whom}; to send them: hongdan run --month {month}, then "
        "hongdan mail",
    ),
    "ask": Words(
        "{count} 封交给服务器时断了，不知道到没到，不会自动再发。先问收件人；没收到再执行 hongdan mail --again 邮箱",
        "{count} broke off while the server had them: nobody knows whether they arrived, and they are not sent again "
        "by themselves. Ask the recipient; if it is not there: hongdan mail --again ADDRESS",
    ),
}
"""What is said of a mailing as a whole."""

KINDS: dict[str, Words] = {
    "statement": Words("对账单", "statement"),
    "summary": Words("对账汇总（财务）", "summary (finance)"),
    "exceptions": Words("异常报告（经理）", "exceptions (managers)"),
    "slice": Words("业务员", "salesperson"),
    "chase": Words("催收单", "chase sheet"),
}
"""What may be mailed."""
