"""The closed vocabularies of CONTRACT 3 to 6, each word once in Chinese and in English."""

from schemas.words import Choice


class ReviewStatus(Choice):
    """审核状态: where an order stands in the approval."""

    PENDING = "待审批", "pending"
    APPROVED = "已审批", "approved"
    REJECTED = "已驳回", "rejected"
    CANCELLED = "已取消", "cancelled"


CALLED_OFF = (ReviewStatus.CANCELLED.value, ReviewStatus.REJECTED.value)
"""Of an order that is not to be carried out, so that most rules say nothing of it."""


class Priority(Choice):
    """优先级: how quickly an order must be reviewed."""

    NORMAL = "普通", "normal"
    SPECIAL = "特殊", "special"
    URGENT = "紧急", "urgent"


class PaymentTerms(Choice):
    """付款方式: when a customer pays."""

    MONTHLY = "月结", "monthly"
    CASH = "现结", "cash"
    PREPAID = "款到发货", "prepaid"
    DEPOSIT = "定金", "deposit"


class DeliveryMethod(Choice):
    """送货方式: who brings the goods, and so who is chased for the slip."""

    OWN = "送货", "own delivery"
    FREIGHT = "物流", "freight carrier"
    EXPRESS = "快递", "express"
    PICK_UP = "自提", "pick-up"


class FreightTerms(Choice):
    """运费方式: who bears the freight."""

    OURS = "我方承担", "borne by us"
    COLLECT = "到付", "freight collect"
    ADVANCED = "垫付", "advanced"


class SlipType(Choice):
    """单据类型: the red slip a customer signs, the carrier's waybill, or the order confirmation signed before both."""

    RED = "红单", "red slip"
    WAYBILL = "运单", "waybill"
    CONFIRMATION = "确认书", "order confirmation"


class Evidence(Choice):
    """签收凭证: what proves that the goods were received."""

    SIGNED_SEALED = "签字盖章", "signed and sealed"
    SEALED = "盖章", "sealed"
    SIGNED = "签字", "signed"
    BY_PROXY = "代签", "signed by proxy"
    ELECTRONIC = "电子回单", "electronic slip"


class ReceiptKind(Choice):
    """款项类型: what a receipt is for."""

    GOODS = "货款", "goods"
    DEPOSIT = "定金", "deposit"
    FREIGHT = "运费", "freight"


class Agreement(Choice):
    """对账结果: whether a customer's books agree with a statement."""

    AGREES = "相符", "agrees"
    DIFFERS = "不符", "differs"


class Confirmed(Choice):
    """对账状态: what a customer said of a statement; an answer to figures that have changed since is 旧版."""

    NOT_BACK = "未回", "not back"
    AGREES = "相符", "agrees"
    DIFFERS = "不符", "differs"
    OUTDATED = "旧版", "older version"


class Topic(Choice):
    """事项: what 月结进度 speaks of."""

    DATA = "数据到齐", "data"
    HELD = "退回未改", "held back"
    UNMATCHED = "未匹配单据", "unmatched"
    TO_SETTLE = "客户待办", "to settle"


class Stage(Choice):
    """状态: how far an order, or a line of it, has come (CONTRACT 4, order stage)."""

    CANCELLED = "已取消", "cancelled"
    REJECTED = "已驳回", "rejected"
    PENDING = "待审批", "pending"
    APPROVED = "已审批", "approved"
    PARTLY_SHIPPED = "部分发货", "partly shipped"
    DELIVERED = "已交付", "delivered"
    COMPLETED = "已完成", "completed"


class SlipState(Choice):
    """回单: where a shipment's slip is."""

    SIGNED = "已签", "signed"
    UNSIGNED = "未签", "unsigned"
    MISSING = "未回", "not back"


class SlipProblem(Choice):
    """问题: why a slip is outstanding."""

    NOT_BACK = "未收回", "not back"
    NOT_SIGNED = "未签字", "not signed"


class WaitingBucket(Choice):
    """Days since shipping, as the chase list groups them."""

    DAYS_0_7 = "0–7", "0–7"
    DAYS_8_14 = "8–14", "8–14"
    DAYS_15_30 = "15–30", "15–30"
    OVER_30 = "30以上", "over 30"


class LineKind(Choice):
    """类型 of a statement line, in the order in which lines of one day stand."""

    ADJUSTMENT = "前期调整", "prior-period adjustment"
    SHIPMENT = "出库", "shipment"
    ADVANCED_FREIGHT = "垫付运费", "advanced freight"
    REFUND = "退款", "refund"
    RETURN = "退货", "return"
    SHORTAGE = "签收短少", "short receipt"
    RECEIPT = "收款", "receipt"
    WRITE_OFF = "抹零", "write-off"
    DEPOSIT_APPLIED = "定金冲抵", "deposit applied"


class Ageing(Choice):
    """账龄: how long an open amount has been due."""

    NOT_DUE = "未到期", "not due"
    DAYS_1_30 = "逾期1–30", "1–30 overdue"
    DAYS_31_60 = "逾期31–60", "31–60 overdue"
    DAYS_61_90 = "逾期61–90", "61–90 overdue"
    OVER_90 = "逾期90以上", "over 90 overdue"
    PREPAID = "预收", "prepaid"


class DayKind(Choice):
    """放假/上班: what the office does on a day, whatever the calendar says."""

    OFF = "放假", "day off"
    WORKED = "上班", "working day"


class RuleCode(Choice):
    """规则代码: the exceptions whose limits a 规则 sheet may set."""

    E102 = "E102", "E102"
    E104 = "E104", "E104"
    E201 = "E201", "E201"
    E401 = "E401", "E401"
    E501 = "E501", "E501"
    E502 = "E502", "E502"
    E503 = "E503", "E503"
    E505 = "E505", "E505"
    E703 = "E703", "E703"
    E704 = "E704", "E704"


class Parameter(Choice):
    """参数: what of a rule may be set; the last word is what the settings call it."""

    CHASE_DAYS = "催收天数", "days to chase", "chase_days"
    CHASE_HIGH_DAYS = "催收高级天数", "chase high from day", "chase_high_days"
    HANDOVER_DAYS = "交单天数", "days to hand over", "handover_days"
    FREIGHT_HIGH_DAYS = "垫付高级天数", "freight high from day", "freight_high_days"
    OVER_SHIPMENT = "超发允差百分比", "over-shipment tolerance %", "over_shipment_percent"
    LATE_HIGH_DAYS = "逾期高级天数", "late high from day", "late_high_days"
    REVIEW_NORMAL = "普通审核小时", "review hours normal", "review_hours_normal"
    REVIEW_SPECIAL = "特殊审核小时", "review hours special", "review_hours_special"
    REVIEW_URGENT = "紧急审核小时", "review hours urgent", "review_hours_urgent"
    CUT_OFF = "截单时间", "cut-off time", "cut_off"
    SHIP_DAYS = "发货工作日", "working days to ship", "ship_working_days"
    ROLE_1 = "审批1角色", "approval 1 role"
    AMOUNT_1 = "审批1金额", "approval 1 from amount"
    ROLE_2 = "审批2角色", "approval 2 role"
    AMOUNT_2 = "审批2金额", "approval 2 from amount"
    ROLE_3 = "审批3角色", "approval 3 role"
    AMOUNT_3 = "审批3金额", "approval 3 from amount"
    ROLE_4 = "审批4角色", "approval 4 role"
    AMOUNT_4 = "审批4金额", "approval 4 from amount"
    DEPOSIT = "定金百分比", "deposit %", "deposit_percent"
    WRITE_OFF = "抹零限额", "write-off limit", "write_off"


class BillResult(Choice):
    """核对结果: how a carrier's bill compares with our shipments."""

    TWICE = "重复计费", "billed twice"
    NO_SHIPMENT = "无对应出库单", "no shipment of ours"
    DIFFERS = "金额不符", "amount differs"
    NOT_BILLED = "待出账单", "not billed yet"
    AGREES = "相符", "agrees"


class Category(Choice):
    """类别 of an exception."""

    SLIP = "签收", "receipt of goods"
    FREIGHT = "运费", "freight"
    PRICE = "价格", "price"
    DELIVERY = "发货", "delivery"
    TIMELINESS = "时效", "timeliness"
    CUSTOMER = "客户", "customer"
    MONEY = "资金", "money"
    DOCUMENT = "单据", "document"


class Level(Choice):
    """级别 of an exception."""

    HIGH = "高", "high"
    MEDIUM = "中", "medium"
    LOW = "低", "low"


class Standing(Choice):
    """状态 of an exception: what it is beside the last report, or why it is open although it was answered."""

    NEW = "新增", "new"
    GOES_ON = "持续", "continuing"
    BACK = "重新出现", "came back"
    DUE = "到期", "due again"
    CHANGED = "事实已变", "facts changed"


class Outcome(Choice):
    """结果: what became of a sheet that was dropped."""

    ACCEPTED = "已接受", "accepted"
    PARTLY_HELD = "部分退回", "partly held back"
    HELD = "全部退回", "held back"
    IGNORED = "忽略", "ignored"
    REFUSED = "拒收", "refused"
