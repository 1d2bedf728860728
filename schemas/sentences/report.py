"""The words on the workbooks that are no column's label: titles, totals, footers, notes."""

from schemas.words import Words

PAGE_OF = Words("第 &P 页 / 共 &N 页", "Page &P of &N")
TOTAL = Words("合计", "Total")
PART = Words(
    "第 {number}/{parts} 部分：共 {whole} 行，一张工作表放不下，这里是第 {first} 至 {last} 行",
    "Part {number} of {parts}: {whole} rows, more than a sheet holds; here are rows {first} to {last}",
)
PARTS_ADDED = Words(
    "合计在最后一部分的表末，包括所有部分", "The totals, of all parts together, stand below the last part"
)
LIST_SHEET = Words("列表", "Lists")
NOT_IN_LIST = Words("请从下拉列表中选择：{choices}", "Please choose one of: {choices}")
NOT_IN_LONG_LIST = Words("请从下拉列表中选择。", "Please choose one of the list.")
NOT_A_DAY = Words("请填写日期，如 2026-10-03。", "Please enter a day such as 2026-10-03.")
CHECK_INPUT = Words("请检查填写内容", "Please check the entry")
AS_OF = Words("截至 {day}", "as of {day}")
YES = Words("是", "yes")
NO = Words("否", "no")

# --- titles ---

ORDERS_TITLE = Words("订单状态", "Order status")
LINES_TITLE = Words("订单明细", "Order lines")
FIGURES_TITLE = Words("关键指标", "Key figures")
PAPERS_TITLE = Words("单据齐全", "Papers")
FORFEITS_TITLE = Words("定金罚没", "Deposit forfeits")
OUTSTANDING_TITLE = Words("未收回单据", "Outstanding slips")
HANDOVER_TITLE = Words("红单交接清单", "Handover of signed red slips")
CHASE_TITLE = Words("催收汇总", "Chase summary")
PERSON_TITLE = Words("未收回单据 · {responsible}", "Outstanding slips · {responsible}")
EXCEPTIONS_TITLE = Words("异常报告", "Exception report")
LARGEST_TITLE = Words("金额最大的十项", "The ten largest")
EXCEPTION_TOTALS_TITLE = Words("异常汇总", "Exceptions in figures")
CATEGORY_TITLE = Words("异常 · {category}", "Exceptions · {category}")
HANDLED_TITLE = Words("已处理的异常", "Exceptions answered")
CLEARED_TITLE = Words("本期消除的异常", "Exceptions cleared since the last report")
BILLING_TITLE = Words("运费账单核对", "Carrier bills checked")
STATEMENT_TITLE = Words("对账单", "Statement of account")
GOODS_TITLE = Words("出库明细", "Goods shipped")
CLOSINGS_TITLE = Words("近六个月期末余额", "Closing balances of six months")
SLIPS_NOT_BACK = Words("本月出库、截至 {day} 回单未收回的", "Slips of this month not back as of {day}")
COUNTED = Words("{what} {count} 张", "{what}: {count}")
BETWEEN_NUMBERS = Words("、", ", ")
MONTH = Words("月份", "Month")
CONFIRMATION_TITLE = Words("对账确认", "Confirmation of the statement")
SUMMARY_TITLE = Words("对账汇总 {month}", "Statement summary {month}")
PROGRESS_TITLE = Words("月结进度 {month}", "Month-end progress {month}")
DAYS_LEFT = Words(
    "对账单应在 {due} 前发出，还有 {left} 天；件数：有数据的天数、退回的行数、单据数",
    "Statements are due by {due}, {left} day(s) left; counts are days with data, rows held back, documents",
)
DAYS_OVER = Words(
    "对账单应在 {due} 前发出，已过 {left} 天；件数：有数据的天数、退回的行数、单据数",
    "Statements were due by {due}, {left} day(s) ago; counts are days with data, rows held back, documents",
)
SLICE_TITLE = Words("我的待办 · {name}", "To do · {name}")
SLICE_PAGE = Words("{title} · {name}", "{title} · {name}")
OPEN_ORDERS_SHEET = Words("未完成订单", "Open orders")
OWN_EXCEPTIONS_SHEET = Words("异常", "Exceptions")
SLICE_EXCEPTIONS = Words("异常（{level}）", "Exceptions ({level})")
SLICE_LATE = Words("逾期未发完的订单（订单金额）", "Orders overdue (order amount)")
SLICE_SLIPS = Words("未收回单据（风险金额）", "Slips outstanding (money at risk)")
SLICE_OVERDUE = Words("有逾期款的客户（逾期金额）", "Customers with overdue money (overdue)")
SLICE_ORDERS = Words("未完成订单（订单金额）", "Open orders (order amount)")
SLICE_BALANCE = Words("有余额的客户（余额合计）", "Customers with a balance (balance)")
HOW_BALANCES_READ = Words(
    "截至当日；正数是客户欠我们，负数是我们多收", "As of the day; positive is owed to us, negative is paid ahead"
)
INTAKE_TITLE = Words("收件记录", "Intake")
UPDATES_TITLE = Words("客户资料更新", "Customer updates")

# --- notes under a title ---

COUNTED_ORDERS = Words("共 {count} 张订单", "{count} order(s)")
COUNTED_LINES = Words("共 {count} 行", "{count} line(s)")
FIGURES_STAND = Words(
    "总览、未收回：数值截至 {as_of}，上月截至 {last}（审核状态按现在的）",
    "Overview and slips outstanding: as of {as_of}, before as of {last} (review status as it is now)",
)
FIGURES_FLOW = Words(
    "本月、业务员：数值 {first} 至 {as_of}，上月 {begun} 至 {last}",
    "This month and salespeople: {first} to {as_of}, before {begun} to {last}",
)
COUNTED_PAPERS = Words("共 {count} 张订单，单据齐全 {complete} 张", "{count} order(s), {complete} with all papers")
HOW_TO_PULL = Words(
    "按客户PO号（合同号）、客户编码排列，便于调档；各栏是最近一张的日期，收款按核销结果",
    "In order of the customer's PO (contract) and code; each day is the last paper's, payment as allocated",
)
COUNTED_FORFEITS = Words("共 {count} 张定金订单逾期提货", "{count} deposit order(s) not picked up in time")
FORFEITS_NOT_BOOKED = Words(
    "供财务确认，不记入客户往来；这些订单的定金不冲抵货款",
    "For finance to decide, never booked on the customer's account; these deposits are not applied",
)
LEGAL_DEPOSIT = Words(
    "定金超过订单金额 20% 的部分没有定金效力，属于预付款",
    "What exceeds 20 % of the order has no legal effect as a deposit (定金); it is a prepayment",
)
COUNTED_SLIPS = Words("共 {count} 张单据未收回", "{count} slip(s) outstanding")
COUNTED_HANDOVER = Words(
    "共 {count} 张红单已签字收回、还没有交单", "{count} red slip(s) came back signed and not yet handed over"
)
HANDOVER_OF_FORMS = Words(
    "交接后在回单表的“交单日期”填上日期即从本清单消失；回单表没有这一栏的，只列近 31 天收回的",
    "Give the Handed over date on the sheet of slips and they leave this list; without that column those of 31 days do",
)
COUNTED_AT_RISK = Words(
    "共 {count} 张单据未收回；红单没有签回、客户还没付的货款和垫付运费 {amount}",
    "{count} slip(s) outstanding; customers still owe {amount} where the signed red slip is missing",
)
BY_AGE = Words("，按天数 {parts}", ", by days: {parts}")
AGED = Words("{age}：{amount}", "{age} days {amount}")
BETWEEN_AGES = Words("，", ", ")
HOW_PACED = Words(
    "平均回单天数：近 8 周收回的单据；7天内交回率：近 8 周里满 7 天的单据，7 天内收回（红单签了字）的占百分之几",
    "Average days: slips that came back in the last 8 weeks; back in 7 days: of those due in them, how many were",
)
COUNTED_EXCEPTIONS = Words("共 {count} 条，其中高 {high} 条", "{count} exception(s), of which high {high}")
COUNTED_BILLING = Words(
    "共 {count} 票，其中有误 {wrong} 票；待出账单的是已垫付、物流公司还没有出账的运费",
    "{count} consignment(s), of which wrong {wrong}; not billed yet: freight we advanced that no bill has so far",
)
COUNTED_STATEMENTS = Words(
    "对账期间 {first} 至 {last}；出具对账单 {count} 份，其余客户的原因见“文件”栏",
    "Period {first} to {last}; {count} statement(s), the others with the reason in the last column",
)
COUNTED_SHEETS = Words(
    "共 {count} 张工作表；行数 = 接受 + 退回 + 重复 + 忽略",
    "{count} sheet(s); rows = accepted + held back + repeated + ignored",
)
COUNTED_UPDATES = Words(
    "共 {count} 处与客户资料不一致，取最近一张订单；核实后请更新客户资料表",
    "{count} difference(s) from the master, each from the latest order; check them and update the customer sheet",
)
NO_SLIPS = Words("没有未收回的单据。", "No slip is outstanding.")
NO_ORDERS = Words("还没有订单。", "There is no order yet.")
NO_EXCEPTIONS = Words("没有异常。", "There is no exception.")
NO_INTAKE = Words("还没有收到文件。", "No file has been taken in yet.")
NO_UPDATES = Words("订单上的联系资料都与客户资料一致。", "All contact details on the orders agree with the master.")
HOW_TO_RETURN = Words(
    "单据收回后填写黄色各栏（承诺日期：对方答应交回的日期），把本表放回收件箱即可销账",
    "When a slip comes back fill in the yellow columns, or the day it is promised for, and drop this sheet back",
)
HOW_TO_ANSWER = Words(
    "填黄色的处理意见或搁置至，把本表放回收件箱：那一条移到 已处理，到搁置日期过了或事实变化才再提出来；"
    "再提出来的仍照原意见办，也请改一下意见或日期",
    "Fill in handling or put off until and drop this sheet back: the row moves to the answered ones until its day has "
    "passed or its facts change; to answer one that came back the same way, change a word or the day",
)
HOW_TO_ANSWER_AGAIN = Words(
    "已答复的异常，搁置日期过了或事实变化就回到 异常明细；要改答复，在这里改好放回收件箱",
    "Answered exceptions; they go back to the open ones when their day has passed or their facts change; to change an "
    "answer, change it here and drop this sheet back",
)
FIRST_REPORT = Words("这是第一份报告，全部算新增", "This is the first report: all are new")
SINCE_THE_LAST = Words(
    "与 {day} 的报告相比：新增 {new} 条，消除 {cleared} 条；已处理 {handled} 条另列",
    "Since the report of {day}: {new} new, {cleared} cleared; {handled} handled are listed apart",
)
HOW_TO_CONFIRM = Words(
    "请核对后在黄色各栏选 相符 或 不符；不符的请填贵方账上的余额，并说明差在哪里",
    "Please check, and say in the yellow columns whether it agrees; if not, give your balance and what differs",
)
HOW_TO_CONFIRM_BACK = Words(
    "填好后把整个文件发回即可；对账单号和余额请不要改动",
    "Then send the whole file back; please leave the statement number and our balance as they are",
)
UNPUBLISHED_YEARS = Words(
    "注意：{years} 年放假安排尚未公布，工作日按周一至周五计算",
    "Note: the holidays of {years} are not published yet; working days are counted Monday to Friday",
)
OWN_DAYS = Words(
    "{years} 年用了日历表里自己的安排，没列出的日子仍按周一至周五计算",
    "For {years} the calendar sheet of the office was used; days it does not list are counted Monday to Friday",
)
NO_STATEMENT = Words(
    "不出对账单：本月无往来，余额和定金均为零", "No statement: no line in the month, balance and deposit zero"
)

# --- the statement ---

STATEMENT_NO = Words("对账单号", "Statement no")
OPENING = Words("期初", "Opening")
CLOSING = Words("期末余额", "Closing balance")
CUSTOMER = Words("客户", "Customer")
CUSTOMER_NAMED = Words("{name}（{code}）", "{name} ({code})")
CONTACT = Words("联系方式", "Contact")
ADDRESS = Words("地址", "Address")
PERIOD = Words("对账期间", "Period")
PERIOD_FROM_TO = Words("{first} 至 {last}", "{first} to {last}")
TERMS = Words("结算方式", "Terms")
TERMS_DAYS = Words("{terms}，账期 {days} 天", "{terms}, {days} days")
SLIPS_AS_OF = Words("回单状态", "Slips")
CURRENCY = Words("币种", "Currency")
YUAN = Words("人民币元", "CNY")
AGEING = Words("账龄", "Ageing")
AMOUNT = Words("金额", "Amount")
DEPOSIT_HELD = Words("定金余额", "Deposit held")
IN_CAPITALS = Words("大写金额", "In words")
PAY_TO = Words("收款账户", "Please pay to")
PLEASE_CHECK = Words(
    "请核对以上账目：相符请签章后回传；如有不符，请注明差额并附明细。",
    "Please check: sign and return if it agrees, or state the difference with details.",
)
OUR_SIDE = Words("供方（盖章）：{name}", "Supplier (seal): {name}")
THEIR_SIDE = Words("需方（盖章）：{name}", "Customer (seal): {name}")
SIGNED_BY = Words("经办人：", "Signed by:")
SIGNED_ON = Words("日期：", "Date:")
HANDED_OVER = Words(
    "交单人：＿＿＿＿＿＿＿＿    接收人：＿＿＿＿＿＿＿＿    日期：＿＿＿＿＿＿＿＿",
    "Handed over by: ________________    Received by: ________________    Date: ________________",
)

# --- the order confirmation and the shipping notice ---

ORDER_CONFIRMATION_TITLE = Words("订单确认书", "Order confirmation")
ORDER_NO = Words("订单号", "Order no")
CUSTOMER_PO = Words("客户PO号", "Customer PO")
ORDERED_ON = Words("下单日期", "Ordered on")
APPROVED_ON = Words("审批日期", "Approved on")
SALESPERSON = Words("业务员", "Salesperson")
DELIVER_TO = Words("收货地址", "Deliver to")
PAID_BY = Words("付款方式", "Payment")
DEPOSIT = Words("定金", "Deposit")
DEPOSIT_BEFORE = Words(
    "订单金额的 {percent}%，{amount} 元，发货前付清", "{percent}% of the order, {amount}, before shipping"
)
REMARKS = Words("备注", "Remarks")
PLEASE_CONFIRM = Words(
    "请核对以上产品、数量、价格和交期，无误请签字盖章后回传；如有改动请写在备注里。",
    "Please check products, quantities, prices and dates; sign, seal and return, or write changes under remarks.",
)
NOTICES_TITLE = Words("发货通知 {day} · {name}", "Shipping notices {day} · {name}")
NOTICE_TITLE = Words("发货通知 {day} · {customer}", "Shipping notice {day} · {customer}")
COUNTED_NOTICES = Words(
    "{shipments} 张出库单，{customers} 个客户", "{shipments} shipment(s) to {customers} customer(s)"
)
HOW_TO_PASS_ON = Words("后面每个客户一张表，可以单独发给客户", "Behind it a sheet a customer, to be sent as it is")
PLEASE_RECEIVE = Words(
    "以下货物已发出，请注意查收，并请在红单上签字盖章",
    "These goods are on their way; please sign the red slip when they arrive",
)

# --- charts ---

COUNT_CHART = Words("异常件数（按类别、级别）", "Exceptions by category and level")
AMOUNT_CHART = Words("异常金额（按类别、级别）", "Amounts by category and level")
OPEN_WEEKS_CHART = Words("未处理件数（近 12 周）", "Open exceptions, last 12 weeks")
AT_RISK_CHART = Words("风险金额（按天数）", "Money at risk by days")
WEEKS_CHART = Words("{what}（近 8 周）", "{what}, last 8 weeks")
CHART_SAYS = Words("{title}：{figures}", "{title}: {figures}")
FIGURE_GROUP = Words("分组", "Group")
