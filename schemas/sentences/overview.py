"""The words on the page 总览.html, in both languages."""

from schemas.words import Words

TITLE = Words("总览", "Overview")
TITLE_OF = Words("{company} · 总览", "{company} · Overview")
SKIP = Words("跳到正文", "Skip to the content")
CONTENTS = Words("本页内容", "On this page")
HOW_MADE = Words(
    "本页随每次运行更新，与工作簿说的是同一天；收件按收件时间列出",
    "This page is made anew by every run and speaks of the same day as the workbooks; arrivals stand by their day",
)

# --- sections ---

GLANCE = Words("一眼看清", "At a glance")
DUTIES = Words("该办的事", "What is due")
HELD = Words("退回和拒收", "Held back and refused")
ARRIVALS = Words("收件", "What came in")
LARGEST = Words("金额最大的十条异常", "The ten largest exceptions")
FIGURES = Words("指标", "Key figures")
FILES = Words("文件", "Workbooks")

# --- at a glance ---

SLIPS = Words("未收回单据", "Slips outstanding")
SLIPS_NOTE = Words("金额 {amount}", "amount {amount}")
EXCEPTIONS = Words("未处理异常", "Open exceptions")
EXCEPTIONS_NOTE = Words("其中高 {high} 条", "of which high {high}")
HELD_DOCUMENTS = Words("退回单据", "Documents held back")
HELD_NOTE = Words("{problems} 处问题；拒收文件 {refused} 个", "{problems} problem(s); {refused} file(s) refused")
OPEN_ORDERS = Words("未完成订单", "Open orders")
OPEN_ORDERS_NOTE = Words("其中逾期 {late} 张", "of which overdue {late}")
STATEMENTS = Words("对账单 {month}", "Statements {month}")
STATEMENTS_NOTE = Words("期末余额合计 {amount}", "closing balances {amount}")

# --- duties ---

WAY_HEADS = (
    Words("单据", "Document"),
    Words("日期", "Day"),
    Words("文件", "File"),
    Words("工作表", "Sheet"),
)
MORE_DOCUMENTS = Words("还有 {count} 张", "{count} more")

# --- held back ---

BY_FILE = Words("各文件退回多少", "How much of each file")
PROBLEMS = Words("问题和改法", "What is wrong, and what to do")
HELD_HEADS = (
    Words("文件", "File"),
    Words("位置", "Where"),
    Words("问题", "Problem"),
    Words("怎么改", "What to do"),
    Words("建议值", "Suggested"),
)
FILE_HEADS = (Words("文件", "File"), Words("退回单据", "Documents"), Words("问题", "Problems"))
MEND = Words(
    "点文件名打开标好的副本，改好后照原名放回收件箱",
    "Open the marked copy by the file's name, mend it and drop it back under the same name",
)
NOTHING_HELD = Words("没有退回的单据，也没有拒收的文件。", "No document is held back and no file refused.")
MORE_PROBLEMS = Words("还有 {count} 处，见标好的副本", "{count} more, in the marked copies")
MORE_FILES = Words("还有 {count} 个文件", "{count} more file(s)")

# --- what came in ---

BY_DAY = Words("最近几次收件（按天）", "The last arrivals, by day")
FILE_COUNT = Words("文件数", "Files")
LATEST = Words("{day} 收到的", "Taken in on {day}")
MORE_SHEETS = Words("还有 {count} 行，见收件记录", "{count} more, in 收件记录.xlsx")

# --- files ---

FILE_LIST = Words("在发件箱里的工作簿", "Workbooks in the outbox")
FILE_LIST_HEADS = (Words("文件", "File"), Words("用处", "What it is for"))
FOLDER = Words("{folder}（{count} 个）", "{folder} ({count})")
MORE_IN_FOLDER = Words("其余 {count} 个在文件夹里", "the other {count} are in the folder")
USES: dict[str, Words] = {
    "订单状态.xlsx": Words("每张订单走到哪一步，指标，单据齐不齐", "how far every order has come, key figures, papers"),
    "未收回单据.xlsx": Words("向谁催哪张回单；填好放回收件箱即可销账", "whom to chase for which slip; the form itself"),
    "异常报告.xlsx": Words(
        "要处理的异常；在表里答复，放回收件箱", "what needs handling; answered in the workbook itself"
    ),
    "收件记录.xlsx": Words("每张表收了多少、退了多少", "what became of every sheet"),
    "客户资料更新.xlsx": Words("订单上与客户资料不一致的联系方式", "contact details that differ from the master"),
    "对账汇总.xlsx": Words("所有客户这个月的余额，月结进度", "every customer's balance of the month, its progress"),
}
"""What each workbook is for, by name."""
