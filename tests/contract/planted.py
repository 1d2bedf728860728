"""A company in which nothing is wrong, and facts to plant in it: sheets as an office keeps them, figures by hand.

Knows nothing of the program. Every planted fact has a customer of its own, `T…`, so that it touches nothing else; what
is just on the right side of a boundary is part of the company.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

AS_OF = date(2026, 11, 25)
Row = dict[str, Any]
Told = tuple[str, float | None, int | None]
"""Level, amount and days of an exception."""

LABELS = {
    "订单": "订单号 行号 下单日期 客户编码 客户名称 业务员 产品编码 品名 数量 单价 赠品 交货日期 优先级 付款方式 "
    "联系电话 审核状态 审核时间 备注",
    "订单会签": "订单号 行号 下单日期 客户编码 产品编码 品名 数量 单价 交货日期 审核状态 审核时间 审批1人 审批1时间",
    "出库单": "出库单号 行号 发货日期 订单号 客户编码 客户名称 产品编码 品名 数量 单价 赠品 "
    "送货方式 物流公司 运单号 司机 运费 运费方式",
    "回单": "出库单号 单据类型 回单日期 是否签字 产品编码 实收数量 交单日期 承诺日期",
    "收款": "收款单号 收款日期 客户编码 收款金额 抹零 款项类型 订单号 出库单号 备注",
    "退货": "退货单号 行号 退货日期 出库单号 订单号 客户编码 产品编码 退货数量",
    "客户资料": "客户编码 客户名称 别名 渠道 业务员 联系人 联系电话 地址 付款方式 账期天数 信用额度",
    "价格政策": "产品编码 品名 渠道 政策价 生效日期 失效日期 买 赠",
    "运费账单": "运单号 行号 物流公司 金额 账单月份",
}
PRICES: list[Row] = [
    {"产品编码": "P1", "政策价": 90, "生效日期": "2026-01-01"},
    {"产品编码": "P1", "渠道": "零售", "政策价": 95, "生效日期": "2026-01-01"},
    {"产品编码": "P2", "政策价": 90, "生效日期": "2026-01-01", "失效日期": "2026-11-05"},
    {"产品编码": "P2", "政策价": 80, "生效日期": "2026-11-06"},
    {"产品编码": "P3", "政策价": 90, "生效日期": "2026-11-06"},
    {"产品编码": "P5", "政策价": 90, "生效日期": "2026-01-01", "买": 10, "赠": 1},
    *({"产品编码": f"Q{n}", "政策价": 10 * n, "生效日期": "2026-01-01"} for n in range(1, 6)),
    {"产品编码": "Q6", "政策价": 60, "生效日期": "2026-01-01", "买": 10, "赠": 1},
]


@dataclass
class Books:
    """Rows by sheet, and which exceptions they are to give."""

    sheets: dict[str, list[Row]] = field(default_factory=lambda: {sheet: [] for sheet in LABELS})
    expected: dict[str, Told] = field(default_factory=dict)

    def add(self, sheet: str, *rows: Row) -> None:
        """Rows below those that are there."""
        self.sheets[sheet] += rows

    def customer(self, code: str, **said: Any) -> None:
        """A customer of whom everything is known, on monthly terms and without a limit, unless said."""
        usual = {
            "客户编码": code,
            "客户名称": f"{code}商行",
            "渠道": "经销",
            "业务员": f"业务{code[-1]}",
            "联系人": "李四",
        }
        usual |= {"联系电话": "0571-88880000", "地址": "示例市示例路 1 号", "付款方式": "月结", "账期天数": 30}
        self.add("客户资料", usual | said)

    def order(self, code: str, *lines: Row, number: str = "", sheet: str = "订单", **head: Any) -> str:
        """An order of 10 × P1 at 100, placed and reviewed on 5 November, unless said."""
        number = number or f"SO-{code}"
        usual = {"订单号": number, "下单日期": "2026-11-05 09:00", "客户编码": code, "产品编码": "P1", "品名": "合页"}
        usual |= {
            "数量": 10,
            "单价": 100,
            "交货日期": "2026-12-31",
            "审核状态": "已审批",
            "审核时间": "2026-11-05 10:00",
        }
        self.add(sheet, *(usual | head | {"行号": at} | line for at, line in enumerate(lines or ({},), 1)))
        return number

    def shipment(self, code: str, *lines: Row, number: str = "", **head: Any) -> str:
        """All of that order, shipped by our own driver on 6 November, unless said."""
        number = number or f"CK-{code}"
        usual = {"出库单号": number, "发货日期": "2026-11-06", "订单号": f"SO-{code}", "产品编码": "P1", "品名": "合页"}
        usual |= {"数量": 10, "送货方式": "送货", "司机": "司机甲"}
        self.add("出库单", *(usual | head | {"行号": at} | line for at, line in enumerate(lines or ({},), 1)))
        return number

    def slip(self, code: str, number: str = "", **said: Any) -> None:
        """Its red slip, back signed on 9 November and handed over the day after, unless said."""
        usual = {"出库单号": number or f"CK-{code}", "单据类型": "红单", "回单日期": "2026-11-09", "是否签字": "是"}
        self.add("回单", usual | {"交单日期": "2026-11-10"} | said)

    def receipt(self, code: str, amount: float, number: str = "", **said: Any) -> None:
        """A receipt of 6 November for goods, unless said."""
        usual = {"收款单号": number or f"SK-{code}", "收款日期": "2026-11-06", "客户编码": code, "收款金额": amount}
        self.add("收款", usual | {"款项类型": "货款"} | said)

    def deal(
        self,
        code: str,
        order: Row | None = None,
        shipped: Row | None = None,
        slip: Row | None = None,
        customer: Row | None = None,
        back: bool = True,
    ) -> None:
        """A customer with one order that was shipped and signed for; each part as it is said."""
        self.customer(code, **(customer or {}))
        self.order(code, **(order or {}))
        self.shipment(code, **(shipped or {}))
        if back:
            self.slip(code, **(slip or {}))

    def ordered(self, code: str, **head: Any) -> None:
        """A customer with one order of which nothing was shipped."""
        self.customer(code)
        self.order(code, **head)

    def tell(self, number: str, level: str, amount: float | None = None, days: int | None = None) -> None:
        """What must be found."""
        self.expected[number] = (level, amount, days)


def table(sheet: str, rows: Iterable[Row]) -> list[list[Any]]:
    """Rows under their header."""
    labels = LABELS[sheet].split()
    return [labels, *([day(label, row.get(label)) for label in labels] for row in rows)]


def day(label: str, value: Any) -> Any:
    """What is typed as text, as a day or moment of Excel where the column has these."""
    return datetime.fromisoformat(value) if value and label.endswith(("日期", "时间")) else value


def iso(moment: date) -> str:
    return moment.isoformat()


# --- the company -------------------------------------------------------------------------------


def company(seed: int, orders: int) -> Books:
    """Orders, shipments, slips, payments, returns, prices and carriers' bills in which nothing is wrong."""
    dice, books = random.Random(seed), Books()
    books.add("价格政策", *PRICES)
    terms = ("月结", "款到发货", "定金", "现结")
    for n in range(8):
        limit = dice.choice([None, 9_000_000])
        books.customer(f"K{n}", 渠道=dice.choice(["经销", "零售"]), 付款方式=terms[n % 4], 信用额度=limit)
    for serial in range(orders):
        trade(books, dice, serial, f"K{serial % 8}", terms[serial % 4])
    return books


def trade(books: Books, dice: random.Random, serial: int, code: str, terms: str) -> None:
    """One order and what became of it."""
    placed = datetime(2026, 10, 9, 9) + timedelta(days=dice.randrange(45), minutes=dice.randrange(300))
    priority, number = dice.choice(["普通", "特殊", "紧急"]), f"SO{serial:05d}"
    lines: list[Row] = []
    # The first quantity is no other order's, so that no two orders are alike.
    for at, product in enumerate(dice.sample(range(1, 7), dice.randint(1, 4))):
        quantity = dice.randint(1, 40) if at else 50 + serial
        lines.append({"产品编码": f"Q{product}", "品名": f"五金{product}", "数量": quantity, "赠品": "否"})
        lines[-1]["单价"] = 10 * product + dice.randrange(500) / 100
        if product == 6 and quantity >= 10:
            lines.append(lines[-1] | {"数量": quantity // 10, "单价": None, "赠品": "是"})
    dice.shuffle(lines)
    head = {"下单日期": placed.isoformat(), "审核时间": (placed + timedelta(minutes=90)).isoformat()}
    head |= {"优先级": priority, "付款方式": terms, "交货日期": iso(AS_OF + timedelta(days=dice.randrange(30)))}
    books.order(code, *lines, number=number, **head)
    total = sum(round(line["数量"] * line["单价"] * 100) for line in lines if line["单价"]) / 100
    if terms == "款到发货":
        books.receipt(code, total, f"SK{serial:05d}A", 收款日期=iso(placed.date()), 订单号=number)
    elif terms == "定金":
        deposit = -(-round(total * 100) * 30 // 100) / 100
        books.receipt(code, deposit, f"SK{serial:05d}A", 收款日期=iso(placed.date()), 订单号=number, 款项类型="定金")
    shipped = deliver(books, dice, serial, code, number, placed.date(), lines)
    if shipped and terms in ("月结", "现结") and dice.random() < 0.6:
        write_off = dice.choice([0, 0.5, 10])
        paid = min(shipped + timedelta(days=dice.randrange(20)), AS_OF)
        amount = max(round(total * dice.choice([0.5, 1]), 2) - write_off, 1) + serial / 100
        books.receipt(code, amount, f"SK{serial:05d}A", 收款日期=iso(paid), 抹零=write_off, 备注="零头")


def deliver(
    books: Books, dice: random.Random, serial: int, code: str, order: str, placed: date, lines: list[Row]
) -> date | None:
    """The order in no, one or two shipments, the last perhaps short of it; the day of the first."""
    first = None
    parts = dice.choice([1, 1, 1, 2, 0])
    for part in range(parts):
        left = placed + timedelta(days=1 + dice.randrange(6) + 4 * part)
        if left > AS_OF:
            break
        sent = [line | {"数量": n} for line in lines if (n := line["数量"] // parts) and line["赠品"] == "否"]
        sent = [{k: v for k, v in line.items() if k != "单价"} for line in sent]
        number = f"CK{serial:05d}{part}"
        carried = dice.random() < 0.4
        head: Row = {"发货日期": iso(left), "订单号": order}
        if carried:
            freight, bearer = 40 + (2 * serial + part) / 100, dice.choice(["我方承担", "垫付", "到付"])
            head |= {"送货方式": "物流", "物流公司": "顺达物流", "司机": None, "运单号": f"YD{serial:05d}{part}"}
            head |= {"运费": freight, "运费方式": bearer}
            bill = {"运单号": head["运单号"], "行号": 1, "物流公司": "顺达物流", "账单月份": f"{left:%Y-%m}"}
            if bearer != "到付":
                books.add("运费账单", bill | {"金额": freight})
            if bearer == "垫付":
                paid = iso(min(left + timedelta(days=2), AS_OF))
                books.receipt(code, freight, f"YF{serial:05d}{part}", 收款日期=paid, 出库单号=number, 款项类型="运费")
        books.shipment(code, *sent, number=number, **head)
        return_slips(books, dice, number, left, carried)
        if sent and dice.random() < 0.2:
            back = {"退货单号": f"TH{serial:05d}{part}", "行号": 1, "退货日期": iso(left), "出库单号": number}
            books.add(
                "退货", back | {"订单号": order, "客户编码": code, "产品编码": sent[0]["产品编码"], "退货数量": 1}
            )
        first = first or left
    return first


def return_slips(books: Books, dice: random.Random, number: str, left: date, carried: bool) -> None:
    """The slips of a shipment; of the last week's some are still on their way."""
    if (AS_OF - left).days <= 7 and dice.random() < 0.5:
        return
    returned = min(left + timedelta(days=dice.randint(1, 5)), AS_OF)
    handed = min(returned + timedelta(days=dice.randint(0, 3)), AS_OF)
    books.slip("", number, 回单日期=iso(returned), 交单日期=iso(handed))
    if carried:
        books.slip("", number, 单据类型="运单", 是否签字=None, 回单日期=iso(returned), 交单日期=None)
