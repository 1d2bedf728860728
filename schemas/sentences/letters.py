"""The wording of mail that nobody has worded otherwise, and what it may quote, in both languages."""

from schemas.words import Words

LETTERS: dict[str, Words] = {
    "statement": Words(
        """主题：{company} {month} 对账单：{name}
附件：{month}_对账单_{name}

{name}：

您好！附件是 {month} 的对账单，单号 {number}，期末余额 {balance} 元（正数是贵方应付，负数是我方多收）。

请核对，然后在附件的第三页“对账确认”选 相符 或 不符（不符的请写上贵方的余额），把整个文件回复给我们。

{company}
{as_of}
""",
        """Subject: {company} statement of {month} for {name}
Attachment: {month}_statement_{name}

To {name}

Please find attached our statement of {month}, number {number}, with a closing balance of {balance} yuan (positive:
you owe us; negative: we owe you).

Please check it, choose 相符 (agreed) or 不符 (differs; then with your own balance) on its third sheet, and send the
whole file back to us.

{company}
{as_of}
""",
    ),
    "summary": Words(
        """主题：{company} {month} 对账单 {count} 份和对账汇总
附件：{month}

附件是 {month} 的对账汇总（截至 {as_of}，期末余额合计 {balance} 元），和 {count} 份对账单的压缩包。
""",
        """Subject: {company} {count} statements of {month} and their summary
Attachment: {month}

Attached are the summary of {month} (as of {as_of}, with closing balances of {balance} yuan together), and {count}
statements in one archive.
""",
    ),
    "exceptions": Words(
        """主题：{company} 异常报告和订单状态，截至 {as_of}
附件：{as_of}

截至 {as_of}，没有处理的异常 {count} 条，其中高级 {high} 条。

一页看全的在异常报告的“汇总”；要答复的在“异常明细”黄色各栏填好，把文件发回即可。
""",
        """Subject: {company} exceptions and order status as of {as_of}
Attachment: {as_of}

As of {as_of} there are {count} open exceptions, {high} of them high.

All on one page: the sheet 汇总. To answer one, fill in the yellow columns of 异常明细 and send the file back.
""",
    ),
    "slice": Words(
        """主题：{name} 的未办事项，截至 {as_of}
附件：{as_of}_未办事项_{name}

{name}：

截至 {as_of}，未完成订单 {orders} 张，未收回单据 {slips} 张，异常 {count} 条，都在附件里，先看“我的待办”。

单据收回了，在“未收回单据”黄色各栏填好，把文件发回即可。
""",
        """Subject: Open business of {name} as of {as_of}
Attachment: {as_of}_open_{name}

To {name}

As of {as_of}: {orders} orders not completed, {slips} slips not back, {count} exceptions, all of them in the file
attached. Begin with 我的待办.

When a slip is back, fill in the yellow columns of 未收回单据 and send the file back.
""",
    ),
    "chase": Words(
        """主题：请交回单据 {count} 张：{name}，截至 {as_of}
附件：{as_of}_未收回单据_{name}

{name}：

您好！截至 {as_of}，还有 {count} 张单据没有交回，清单在附件里。

收回的请尽快交来，并在黄色各栏填上 回单日期、是否签字；一时收不回的填 承诺日期。填好把文件发回即可。

{company}
""",
        """Subject: {count} slips to bring back: {name}, as of {as_of}
Attachment: {as_of}_slips_{name}

To {name}

As of {as_of} there are {count} slips that have not come back to us; the file attached lists them.

Please bring those that you have, and fill in the yellow columns: 回单日期 (returned on) and 是否签字 (signed), or
承诺日期 (promised for). Then send the file back.

{company}
""",
    ),
}
"""Subject, name of the attachment and text, by what is mailed."""

FACTS: dict[str, Words] = {
    "company": Words("公司", "company"),
    "as_of": Words("截至", "as_of"),
    "name": Words("名称", "name"),
    "code": Words("客户编码", "code"),
    "month": Words("月份", "month"),
    "number": Words("对账单号", "number"),
    "balance": Words("期末余额", "balance"),
    "count": Words("件数", "count"),
    "high": Words("高级", "high"),
    "orders": Words("订单数", "orders"),
    "slips": Words("单据数", "slips"),
}
"""What a letter may quote, in either language."""

QUOTED: dict[str, tuple[str, ...]] = {
    "statement": ("company", "as_of", "name", "code", "month", "number", "balance"),
    "summary": ("company", "as_of", "month", "count", "balance"),
    "exceptions": ("company", "as_of", "count", "high"),
    "slice": ("company", "as_of", "name", "orders", "slips", "count"),
    "chase": ("company", "as_of", "name", "count"),
}
"""Which of them each may."""

FILES: dict[str, str] = {
    "statement": "对账单.txt",
    "summary": "对账汇总.txt",
    "exceptions": "异常报告.txt",
    "slice": "业务员.txt",
    "chase": "催收.txt",
}
"""Where the office's own wording lies, in the folder of the letters."""

CORRECTED = Words("更正：", "Corrected: ")
"""Begins the subject of figures that went out otherwise before."""

CORRECTION = Words(
    "这是更正后的一份，以前发的作废，请以这份为准。",
    "This is a corrected one; please use it instead of what we sent before.",
)
"""Begins the text of the same."""

LOCKED = Words("附件有打开密码，就是双方约定的那一个。", "The file opens with the password that was agreed between us.")
"""Ends the text of a protected statement."""

LACKING = Words(
    "压缩包里没有这 {count} 份：{names}。对账单要加密，这几份没有打开密码；对账汇总和合计里有。有了密码会再发。",
    "The archive lacks {count}: {names}. Statements go out protected, and there is no open password for these; the "
    "summary and its total have them. They follow once there is one.",
)
"""Ends the text to finance where statements can't be protected but should."""
