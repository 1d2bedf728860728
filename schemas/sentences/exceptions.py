"""The sentences of the exceptions: what each code means, what was found, and what to do about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from schemas.choices import BillResult, Category, Priority, ReviewStatus, SlipType
from schemas.registry import SHEETS
from schemas.sheets.customers import CUSTOMERS
from schemas.words import Choice, Words


@dataclass(frozen=True)
class ExceptionSentences:
    """One code of CONTRACT 6 in words.

    Attributes:
        category: The sheet of the report that it stands on.
        title: The rule in a few words.
        description: What was found. Placeholders: the facts of the finding, and `document`, `customer`, `amount`,
            `days` and `responsible` of every finding.
        advice: What to do.
        of_order: What was found where the document is an order, of a rule whose documents are shipments otherwise.
    """

    category: Category
    title: Words
    description: Words
    advice: Words
    of_order: Words | None = None


EXCEPTIONS: dict[str, ExceptionSentences] = {
    "E101": ExceptionSentences(
        Category.SLIP,
        Words("红单未签字", "Red slip without a signature"),
        Words(
            "出库单 {document}（{ship_date} 发货）的红单于 {returned_date} 收回，但客户没有签字，货款 {amount}"
            " 没有签收凭证。",
            "The red slip of shipment {document} (shipped {ship_date}) came back on {returned_date} without the"
            " customer's signature; {amount} of goods has no proof of receipt.",
        ),
        Words(
            "请责任人带红单找客户补签，签好后在回单表登记新的回单日期、是否签字填“是”。",
            "Have the slip signed by the customer, then record the new return date with Signed = yes in the"
            " slips sheet.",
        ),
    ),
    "E102": ExceptionSentences(
        Category.SLIP,
        Words("回单超期未收回", "Slip not back in time"),
        Words(
            "出库单 {document} 于 {ship_date} 发货，已 {days} 天，{slips}仍未收回，金额 {amount}。",
            "Shipment {document} left on {ship_date}, {days} days ago; not back yet: {slips}. Amount {amount}.",
        ),
        Words(
            "请向责任人催收；对方答应了日期就填在承诺日期里，丢失的请补开、补签。",
            "Chase the person responsible; enter a promised day as Promised date; have a lost slip reissued, signed.",
        ),
        of_order=Words(
            "订单 {document} 于 {approved_on} 审批，已 {days} 天，客户签字的{slips}仍未收回。",
            "Order {document} was approved on {approved_on}, {days} days ago; not back signed yet: {slips}.",
        ),
    ),
    "E103": ExceptionSentences(
        Category.SLIP,
        Words("签收数量少于发货数量", "Signed for less than shipped"),
        Words(
            "出库单 {document}（{ship_date} 发货）的红单上实收比发货少 {short}（{products}），对账单上减 {amount}。",
            "The red slip of shipment {document} (shipped {ship_date}) states {short} less than was shipped"
            " ({products});"
            " the statement is lower by {amount}.",
        ),
        Words(
            "请与司机或物流核对差在哪里：补发、索赔，或确认短少；回单登记错了就改回单表。",
            "Find out with the driver or carrier where the goods are: resend, claim or accept; correct a"
            " mistyped slip.",
        ),
    ),
    "E104": ExceptionSentences(
        Category.SLIP,
        Words("红单未及时上交", "Red slip not handed over in time"),
        Words(
            "出库单 {document} 的红单于 {returned_date} 签字收回，交单日期：{handed_over_date}，隔了 {days} 天。",
            "The signed red slip of shipment {document} came back on {returned_date}; handed over:"
            " {handed_over_date},"
            " {days} days later.",
        ),
        Words(
            "请把红单交到采购办并登记交单日期；已经上交的补登日期。",
            "Hand the slip to the purchasing office and record the day in Handed over date.",
        ),
    ),
    "E201": ExceptionSentences(
        Category.FREIGHT,
        Words("垫付运费未收回", "Advanced freight not recovered"),
        Words(
            "出库单 {document} 于 {ship_date} 发货时垫付运费 {freight}，已 {days} 天，尚有 {amount} 未收回。",
            "Freight of {freight} was advanced for shipment {document} on {ship_date}, {days} days ago;"
            " {amount} is still open.",
        ),
        Words(
            "请业务员向客户收回运费；已收到的登记收款，款项类型填“运费”并写明出库单号。",
            "Collect it from the customer; record what came in as a receipt of kind freight naming the shipment.",
        ),
    ),
    "E202": ExceptionSentences(
        Category.FREIGHT,
        Words("运费没有写明承担方式", "Freight without terms"),
        Words(
            "出库单 {document}（{ship_date} 发货）有运费 {amount}，没有填运费方式，暂按我方承担。",
            "Shipment {document} (shipped {ship_date}) has freight {amount}, no Freight terms; taken as borne by us.",
        ),
        Words(
            "请在出库单里补填运费方式：我方承担、到付或垫付。",
            "Fill in Freight terms on the shipment: borne by us, freight collect or advanced.",
        ),
    ),
    "E203": ExceptionSentences(
        Category.FREIGHT,
        Words("物流账单有误", "Carrier's bill is wrong"),
        Words(
            "运单 {document} 的物流账单（{carrier}，{months}）{bill_result}：账单 {billed}，"
            "出库单（{billed_shipments}）应付运费 {freight}，相差 {amount}。",
            "Carrier's bill for waybill {document} ({carrier}, {months}): {bill_result}. Billed {billed}; freight of"
            " shipments ({billed_shipments}) {freight}; difference {amount}.",
        ),
        Words(
            "请与物流公司核对：多收的退回或下期扣减；是我方漏记的，补登出库单的运单号或运费。",
            "Settle it with the carrier: have it credited, or complete waybill and freight on the shipment.",
        ),
    ),
    "E301": ExceptionSentences(
        Category.PRICE,
        Words("单价低于政策价", "Price below policy"),
        Words(
            "订单 {document}（{order_date}）的 {products} 单价低于政策价（如 {unit_price}，政策价 {policy_price}），"
            "共少收 {amount}。",
            "Order {document} ({order_date}): {products} below the policy price (such as {unit_price}, policy"
            " {policy_price}); {amount} less in all.",
        ),
        Words(
            "请业务员说明是否有特价审批；没有的按政策价改订单，有的在处理意见里写明审批人。",
            "Ask the salesperson for the approval of the special price; without one, correct the order.",
        ),
    ),
    "E302": ExceptionSentences(
        Category.PRICE,
        Words("没有有效的政策价", "No policy price in force"),
        Words(
            "订单 {document}（{order_date}）的 {products} 当天没有适用于该客户渠道的政策价，涉及 {amount}。",
            "Order {document} ({order_date}): no policy price in force for {products} in the customer's channel;"
            " {amount} concerned.",
        ),
        Words(
            "请在价格政策表里补上该产品的政策价，或核对产品编码和客户渠道。",
            "Add the product to the price policy, or check its code and the customer's channel.",
        ),
    ),
    "E303": ExceptionSentences(
        Category.PRICE,
        Words("赠品数量不符合政策", "Gifts off policy"),
        Words(
            "订单 {document} 的 {products} 按买 {buy} 赠 {free}，购买 {paid} 应赠 {due}，实际赠 {gift}，"
            "差额按政策价 {amount}。",
            "Order {document}, {products}: buy {buy} get {free}, so {paid} paid for gives {due}; the order"
            " gives {gift}."
            " The difference is {amount} at policy prices.",
        ),
        Words(
            "请与业务员核对赠品：多赠的要有审批，少赠的补上。",
            "Check the gifts with the salesperson: more needs an approval, less is to be made good.",
        ),
    ),
    "E304": ExceptionSentences(
        Category.PRICE,
        Words("出库没有单价", "Shipped without a price"),
        Words(
            "出库单 {document}（{ship_date} 发货）的 {products} 没有单价，订单里也找不到，对账单上按 0 计。",
            "Shipment {document} (shipped {ship_date}): no unit price for {products}, nor on the order; it"
            " stands at 0"
            " in the statement.",
        ),
        Words(
            "请在出库单里补填单价，或补上对应的订单。",
            "Fill in the unit price on the shipment, or enter its order.",
        ),
    ),
    "E401": ExceptionSentences(
        Category.DELIVERY,
        Words("超订单发货", "Shipped more than ordered"),
        Words(
            "订单 {document} 的 {products} 多发 {surplus}（出库单 {shipments}），金额 {amount}。",
            "Order {document}: {surplus} more of {products} shipped than ordered (shipment {shipments}); {amount}.",
        ),
        Words(
            "请与客户确认多发的货：要的补订单，不要的安排退回；出库数量填错的改出库单。",
            "Settle the surplus with the customer: add it to the order or take it back; correct a mistyped shipment.",
        ),
    ),
    "E402": ExceptionSentences(
        Category.DELIVERY,
        Words("出库单没有对应订单", "Shipment without an order on file"),
        Words(
            "出库单 {document}（{ship_date} 发货，金额 {amount}）的订单不在册，订单号：{orders}{statement}。",
            "The order of shipment {document} (shipped {ship_date}, {amount}) is not on file; order no:"
            " {orders}{statement}.",
        ),
        Words(
            "请核对订单号是否填错；订单还没有登记或被退回修改的，请补上。",
            "Check the order number; enter the order, or correct it if it was held back.",
        ),
    ),
    "E403": ExceptionSentences(
        Category.SLIP,
        Words("回单没有对应出库单", "Slip without a shipment on file"),
        Words(
            "回单表里登记了出库单 {document} 的{slips}（回单日期：{returned_date}），但这张出库单不在册。",
            "The slips sheet has the {slips} of shipment {document} (returned: {returned_date}), which is not on file.",
        ),
        Words(
            "请核对出库单号（确认书填订单号）是否填错；单据还没有登记或被退回修改的，请补上。",
            "Check the number (of a confirmation: the order's); enter the document, or correct it if it was held back.",
        ),
        of_order=Words(
            "回单表里登记了订单 {document} 的{slips}（回单日期：{returned_date}），但这张订单不在册。",
            "The slips sheet has the {slips} of order {document} (returned: {returned_date}), which is not on file.",
        ),
    ),
    "E404": ExceptionSentences(
        Category.DELIVERY,
        Words("未经审批发货", "Shipped without approval"),
        Words(
            "出库单 {document} 于 {ship_date} 发货，金额 {amount}，当时订单 {orders} 没有审批通过（审核状态："
            "{status}，"
            "审核时间：{reviewed_at}）。",
            "Shipment {document} of {amount} left on {ship_date} although order {orders} was not approved then"
            " (review"
            " status: {status}, reviewed at: {reviewed_at}).",
        ),
        Words(
            "请补办审批并查明谁放的货；被驳回的订单请把货追回。",
            "Have the order reviewed and find out who released the goods; call back those of a rejected order.",
        ),
    ),
    "E405": ExceptionSentences(
        Category.DELIVERY,
        Words("订单取消后发货", "Shipped after the order was cancelled"),
        Words(
            "出库单 {document} 于 {ship_date} 发货，金额 {amount}，而订单 {orders} 已取消（取消时间：{reviewed_at}）。",
            "Shipment {document} of {amount} left on {ship_date}, but order {orders} was cancelled (at:"
            " {reviewed_at}).",
        ),
        Words(
            "请联系客户：愿意收货的重新下单，不收的把货追回。",
            "Ask the customer: enter a new order if they keep the goods, else call them back.",
        ),
    ),
    "E406": ExceptionSentences(
        Category.DELIVERY,
        Words("发了订单上没有的产品", "Product not on the order"),
        Words(
            "出库单 {document}（{ship_date} 发货）的 {products} 不在订单 {orders} 上，金额 {amount}。",
            "Shipment {document} (shipped {ship_date}): {products} not on order {orders}; {amount}.",
        ),
        Words(
            "请核对产品编码；确实发错的安排换回，客户要的补进订单。",
            "Check the product code; exchange what was sent wrongly, add to the order what the customer wants.",
        ),
    ),
    "E407": ExceptionSentences(
        Category.DELIVERY,
        Words("出库客户与订单客户不一致", "Shipped to another customer"),
        Words(
            "出库单 {document}（{ship_date} 发货，金额 {amount}）的客户是 {shipped_to}，订单 {orders} 的客户是"
            " {ordered_by}；"
            "对账单按出库单的客户。",
            "Shipment {document} (shipped {ship_date}, {amount}) names {shipped_to}, its order {orders} {ordered_by};"
            " the statement follows the shipment.",
        ),
        Words(
            "请核对客户和订单号，把填错的一边改过来。",
            "Check customer and order number, and correct the one that is wrong.",
        ),
    ),
    "E501": ExceptionSentences(
        Category.TIMELINESS,
        Words("逾期未发货", "Overdue"),
        Words(
            "订单 {document} 交货日期 {due_date}，已逾期 {days} 天，还有 {unshipped} 未发，金额 {amount}。",
            "Order {document} was due on {due_date}, {days} days ago; {unshipped} is not shipped yet, {amount}.",
        ),
        Words(
            "请落实货源和发货日期并告诉客户；不再发的请取消订单或改数量。",
            "Settle stock and date, and tell the customer; cancel or reduce what will not be shipped.",
        ),
    ),
    "E502": ExceptionSentences(
        Category.TIMELINESS,
        Words("审核超时", "Reviewed late"),
        Words(
            "订单 {document}（{priority}）{placed_at} 下单{cut_off}，审核时间：{reviewed_at}，超过规定的 {limit}"
            " 小时（不计非工作日）。",
            "Order {document} ({priority}) was placed at {placed_at}{cut_off}; reviewed at: {reviewed_at}. That is over"
            " the {limit}"
            " hours allowed (non-working days don't count).",
        ),
        Words(
            "请尽快审核；已审核的请说明拖延原因。",
            "Review it now; if it has been, say what took so long.",
        ),
    ),
    "E503": ExceptionSentences(
        Category.TIMELINESS,
        Words("审批后迟迟未发货", "Approved and idle"),
        Words(
            "订单 {document} 没有交货日期，{since} 起已过 {days} 个工作日仍未发货（规定 {limit} 个工作日），"
            "金额 {amount}。",
            "Order {document} has no due date; {days} working days after {since} nothing is shipped ({limit}"
            " allowed);"
            " {amount}.",
        ),
        Words(
            "请安排发货，或与客户约定交货日期并填进订单。",
            "Ship it, or agree on a due date with the customer and enter it.",
        ),
    ),
    "E505": ExceptionSentences(
        Category.TIMELINESS,
        Words("发货时审批不全", "Shipped without its approvals"),
        Words(
            "订单 {document}（金额 {amount}）于 {ship_date} 首次发货（出库单 {shipments}），应有的审批不全。"
            "缺审批人：{no_person}；缺审批时间：{no_time}；审批晚于发货：{too_late}。",
            "Order {document} ({amount}) was first shipped on {ship_date} (shipment {shipments}) without all the"
            " approvals it needs. Nobody's name: {no_person}; no time: {no_time}; after shipping: {too_late}.",
        ),
        Words(
            "请补齐审批并填进订单表；没有批的，先停发余下的货。",
            "Have it approved and enter who and when; hold back what is left until then.",
        ),
    ),
    "E601": ExceptionSentences(
        Category.CUSTOMER,
        Words("客户资料有变化", "Customer data differ"),
        Words(
            "客户 {customer} 在订单 {orders} 上的{fields}与客户资料不同：{changes}。",
            "Customer {customer}: {fields} on order {orders} differ from the master: {changes}.",
        ),
        Words(
            "请向客户核实，确认后更新客户资料；明细见“客户资料更新.xlsx”。",
            "Verify with the customer and update the master; see 客户资料更新.xlsx.",
        ),
    ),
    "E602": ExceptionSentences(
        Category.CUSTOMER,
        Words("客户不在客户资料里", "Customer not in the master"),
        Words(
            "客户 {customer} 不在客户资料里，账上余额 {amount}；名称最接近的客户：{nearest}。",
            "Customer {customer} is not in the master; balance {amount}. Nearest name in the master: {nearest}.",
        ),
        Words(
            "是新客户就补客户资料；是老客户的另一种写法就加到别名里，或改正单据上的名称。",
            "Add a new customer to the master; add another spelling of a known one to its aliases, or correct it.",
        ),
    ),
    "E603": ExceptionSentences(
        Category.CUSTOMER,
        Words("客户资料不全", "Customer data incomplete"),
        Words(
            "客户 {customer} 的资料缺少：{fields}。",
            "The master lacks for customer {customer}: {fields}.",
        ),
        Words(
            "请业务员补齐客户资料。",
            "Have the salesperson complete the master.",
        ),
    ),
    "E701": ExceptionSentences(
        Category.MONEY,
        Words("超信用额度", "Over the credit limit"),
        Words(
            "客户 {customer} 欠款 {balance}，信用额度 {limit}，超出 {amount}。",
            "Customer {customer} owes {balance}, the limit is {limit}; over by {amount}.",
        ),
        Words(
            "请先催款再发货；需要调整额度的请审批后改客户资料。",
            "Collect before shipping more; have a higher limit approved and entered in the master.",
        ),
    ),
    "E702": ExceptionSentences(
        Category.MONEY,
        Words("款未到先发货", "Shipped before payment"),
        Words(
            "订单 {orders} 约定款到发货，出库单 {document} 于 {ship_date} 发货时累计收款 {received}，累计发货"
            " {shipped}，"
            "差 {amount}。",
            "Order {orders} is to be paid before shipping; when shipment {document} left on {ship_date},"
            " {received} had come"
            " in and {shipped} was shipped; {amount} short.",
        ),
        Words(
            "请催客户付款并查明谁放的货；已付的请登记收款并写明订单号。",
            "Collect the money and find out who released the goods; enter a receipt that names the order if it"
            " was paid.",
        ),
    ),
    "E703": ExceptionSentences(
        Category.MONEY,
        Words("定金不足先发货", "Shipped without the deposit"),
        Words(
            "订单 {document} 约定定金，金额 {order_amount}，应收定金 {needed}；{ship_date} 发货（出库单"
            " {shipments}）时"
            "只收到 {received}，差 {amount}。",
            "Order {document} of {order_amount} needs a deposit of {needed}; when shipment {shipments} left on"
            " {ship_date},"
            " {received} had come in; {amount} short.",
        ),
        Words(
            "请催客户补定金；已收的请登记收款，款项类型填“定金”并写明订单号。",
            "Collect the deposit; enter it as a receipt of kind deposit that names the order if it was paid.",
        ),
    ),
    "E704": ExceptionSentences(
        Category.MONEY,
        Words("抹零过大", "Large write-off"),
        Words(
            "收款单 {document}（{received_date}，{customer}）抹零 {amount}，超过限额。备注：{remark}。",
            "Receipt {document} ({received_date}, {customer}) writes off {amount}, over the limit. Remark: {remark}.",
        ),
        Words(
            "请核对是否经过批准；不该抹的向客户收回。",
            "Check that it was approved; collect what should not have been written off.",
        ),
    ),
    "E705": ExceptionSentences(
        Category.MONEY,
        Words("收款或退货指向有误", "Receipt or return names a wrong document"),
        Words(
            "收款或退货 {document}（{customer}，{amount}）写明的单据有误，不在册：{unknown}；属于其他客户：{others}。",
            "Receipt or return {document} ({customer}, {amount}) names wrong documents. Not on file: {unknown};"
            " another customer's: {others}.",
        ),
        Words(
            "请核对订单号、出库单号和客户，改正后重新放入收件箱。",
            "Check order number, shipment number and customer, and drop the corrected sheet again.",
        ),
    ),
    "E706": ExceptionSentences(
        Category.MONEY,
        Words("客户对账不符", "Statement not agreed"),
        Words(
            "{customer} 回复对账单 {number} 不符：我方余额 {ours}，对方余额 {theirs}，相差 {amount}；"
            "对方说明：{remark}。",
            "{customer} does not agree with statement {number}: our balance {ours}, theirs {theirs}, a difference of"
            " {amount}. What they say: {remark}.",
        ),
        Words(
            "请和对方逐笔核对，补上漏记的单据或改正；余额变了会出新的对账单号，请客户重新确认。",
            "Go through the lines with the customer; record what is missing or correct it. New figures make a new"
            " statement number, which the customer confirms again.",
        ),
    ),
    "E901": ExceptionSentences(
        Category.DOCUMENT,
        Words("同一单据内容不一致", "The same document told differently"),
        Words(
            "{kinds} {document} 在几个文件里内容不同：{files}；现以 {winner} 为准。",
            "{kinds} {document} stands with different content in {files}; {winner} counts.",
        ),
        Words(
            "请核对哪一份正确，删掉或改正另一份；一张单据不要分在两个文件里。",
            "Find out which one is right and correct the other; keep a document in one file.",
        ),
    ),
    "E902": ExceptionSentences(
        Category.DOCUMENT,
        Words("审核后改动订单", "Order changed after its approval"),
        Words(
            "订单 {document} 审核之后又有改动，没有新的审核时间（原审核时间：{reviewed_at}）。"
            "数量：{quantities}；单价：{prices}；客户：{customers}；订单金额相差 {amount}。",
            "Order {document} was changed after its approval without a new one (reviewed at: {reviewed_at})."
            " Quantities: {quantities}; prices: {prices}; customer: {customers}; its amount differs by {amount}.",
        ),
        Words(
            "请重新审核并登记新的审核时间；不该改的改回审核时的内容。",
            "Have it reviewed again and enter the new Reviewed at, or put back what was approved.",
        ),
    ),
    "E903": ExceptionSentences(
        Category.DOCUMENT,
        Words("订单可能重复", "Order entered twice?"),
        Words(
            "订单 {document} 与 {first} 是 {customer} 同一天（{day}）的订单，产品和数量完全相同，金额 {amount}，"
            "可能是重复登记。",
            "Order {document} has the customer ({customer}), day ({day}), products and quantities of {first}; {amount}"
            " may be entered twice.",
        ),
        Words(
            "请与客户确认是不是要两批：重复的取消，确实要两批的填处理意见。",
            "Ask the customer whether both are meant: cancel the repeat, or say so under Handling.",
        ),
    ),
    "E904": ExceptionSentences(
        Category.DOCUMENT,
        Words("收款可能重复", "Receipt entered twice?"),
        Words(
            "收款单 {document} 与 {first} 的客户（{customer}）、日期（{day}）和金额（{amount}）都相同，"
            "可能是重复登记。",
            "Receipt {document} has the customer ({customer}), day ({day}) and amount ({amount}) of {first}; it may be"
            " entered twice.",
        ),
        Words(
            "请对银行流水：只到账一笔的删掉重复的，确实两笔的填处理意见。",
            "Compare the bank's statement: remove the repeat, or say under Handling that there were two.",
        ),
    ),
}
"""Every exception by code."""

NO_ITEM = Words("无", "none")

NOT_CHANGED = Words("未变", "unchanged")


def _words_of(choices: Iterable[Choice]) -> dict[str, Words]:
    return {choice.value: Words(choice.value, choice.en) for choice in choices}


FACT_WORDS: Mapping[str, Mapping[str, Words]] = {
    "slips": _words_of(SlipType),
    "status": _words_of(ReviewStatus),
    "priority": _words_of(Priority),
    "kinds": {name: kind.label for name, kind in SHEETS.items()},
    "fields": {cell.label.zh: cell.label for cell in CUSTOMERS.cells.values()},
    "statement": {
        "": Words("", ""),
        "none": Words(
            "；出库单上也没有客户，这批货不在任何对账单里",
            "; it names no customer either, so the goods are in no statement",
        ),
    },
    "cut_off": {
        "": Words("", ""),
        "after": Words("（截单以后，从下一个工作日起算）", " (after the cut-off, so from the next working day)"),
    },
    "orders": {"": Words("（空）", "(blank)")},
    "handed_over_date": {"": Words("尚未上交", "not yet")},
    "returned_date": {"": Words("尚未收回", "not back yet")},
    "reviewed_at": {"": Words("无记录", "no record")},
    "bill_result": _words_of(BillResult),
    "carrier": {"": Words("物流公司未写", "carrier not given")},
    "billed_shipments": {"": NO_ITEM},
    "nearest": {"": NO_ITEM},
    "quantities": {"": NOT_CHANGED},
    "prices": {"": NOT_CHANGED},
    "customers": {"": NOT_CHANGED},
    "unknown": {"": NO_ITEM},
    "others": {"": NO_ITEM},
    "remark": {"": NO_ITEM},
    "no_person": {"": NO_ITEM},
    "no_time": {"": NO_ITEM},
    "too_late": {"": NO_ITEM},
}
"""Facts that are words rather than figures: by placeholder, what to say for each of their values; "": left blank."""

NOT_RECORDED = Words("未登记", "not recorded")
"""Whom nobody wrote down: the driver or carrier of a shipment, the salesperson of a document."""
RESPONSIBLE_WORDS: Mapping[str, Words] = {NOT_RECORDED.zh: NOT_RECORDED}

NO_CUSTOMER = Words("客户不明", "customer unknown")

BETWEEN_ITEMS = Words("、", ", ")
