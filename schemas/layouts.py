"""What the export of a bank or a wallet looks like: what its columns say of a payment, and which lines count."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    """One form of export. It is known by its header, which has every label that the layout names.

    Attributes:
        name: What the settings call it.
        columns: Column of `payments` and the label under which the export has it.
        outgoing: The label of the column of what went out, where it is a column of its own.
        direction: The label of the column that says which way the money went.
        incoming: What that column says of money that came in.
        values: Column of `payments` and what stands in it for every line.
        ignore: Label and words; a line with one of these in that cell is not a customer's payment. `*` is anything.
        blank: What the export writes for nothing.

    With neither `outgoing` nor `direction` an amount below zero went out.
    """

    name: str
    columns: tuple[tuple[str, str], ...]
    outgoing: str = ""
    direction: str = ""
    incoming: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    ignore: tuple[tuple[str, tuple[str, ...]], ...] = ()
    blank: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label by which the export is known."""
        further = (self.outgoing, self.direction, *(label for label, _ in self.ignore))
        return (*(label for _, label in self.columns), *filter(None, further))


BANK = Layout(
    "bank",
    columns=(
        ("receipt_no", "交易流水号"),
        ("received_date", "交易日期"),
        ("customer_name", "对方户名"),
        ("amount_fen", "贷方发生额"),
        ("remark", "摘要"),
    ),
    outgoing="借方发生额",
    values=(("method", "银行转账"),),
    ignore=(("摘要", ("结息", "利息", "利息收入", "存款利息", "手续费", "手续费退回")),),
)
ALIPAY = Layout(
    "alipay",
    columns=(
        ("receipt_no", "账务流水号"),
        ("received_date", "发生时间"),
        ("customer_name", "对方名称"),
        ("amount_fen", "收入金额（+元）"),
        ("remark", "备注"),
    ),
    outgoing="支出金额（-元）",
    values=(("method", "支付宝"),),
    ignore=(("业务类型", ("收费", "服务费", "*手续费*", "*利息*", "*收益*")),),
)
WECHAT = Layout(
    "wechat",
    columns=(
        ("receipt_no", "交易单号"),
        ("received_date", "交易时间"),
        ("customer_name", "交易对方"),
        ("amount_fen", "金额(元)"),
        ("remark", "备注"),
    ),
    direction="收/支",
    incoming=("收入",),
    values=(("method", "微信"),),
    ignore=(("交易类型", ("零钱提现", "零钱充值", "*手续费*")),),
    blank=("/",),
)

LAYOUTS: dict[str, Layout] = {layout.name: layout for layout in (BANK, ALIPAY, WECHAT)}
"""The layouts that the settings can ask for by name."""
