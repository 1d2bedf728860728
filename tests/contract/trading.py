"""A seed to a company's papers as they come in over months: late, corrected and withdrawn ones among them.

Kept apart from `demo`: it writes sheets the way the contract names them and makes no mistakes but of time.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.contract.office import Office

HEADERS = {
    "订单": ["订单号", "下单日期", "客户编码", "品名", "数量", "单价", "赠品", "付款方式", "入库日期"],
    "出库单": ["出库单号", "发货日期", "订单号", "客户编码", "品名", "数量", "单价", "赠品", "运费", "运费方式"],
    "回单": ["出库单号", "回单日期", "是否签字", "产品编码", "实收数量"],
    "收款": ["收款单号", "收款日期", "客户编码", "收款金额", "抹零", "款项类型", "订单号", "出库单号", "备注"],
    "退货": ["退货单号", "退货日期", "客户编码", "出库单号", "品名", "退货数量"],
}
MASTER = ["客户编码", "客户名称", "联系电话", "账期天数", "期初余额", "期初日期"]
PRODUCTS = ["合页", "拉手", "滑轨", "铰链"]
Rows = list[list[Any]]


@dataclass
class Paper:
    """One document as it stands on a sheet, and the file in which it came."""

    sheet: str
    number: str
    rows: Rows
    file: str = ""


@dataclass
class Trade:
    """A company that trades with so many customers; `month` makes a month's papers, `drop` lets them come in.

    Attributes:
        papers: What is on file, by sheet and number, each in its last version.
    """

    seed: int
    customers: int
    first: date
    papers: dict[tuple[str, str], Paper] = field(default_factory=dict)
    waiting: list[tuple[int, Paper]] = field(default_factory=list)
    months: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.master = [self.customer(number) for number in range(1, self.customers + 1)]

    def customer(self, number: int) -> list[Any]:
        """A row of the master; every third one owed or was owed something when the books began."""
        owed = self.money(-2000, 9000) if number % 3 == 0 else None
        since = self.first + timedelta(days=self.chance.choice([0, 0, 0, 40])) if owed else None
        terms = self.chance.choice([0, 15, 30, 60])
        return [f"C{number:04}", f"客户{number}", f"0571-{number:04}", terms, owed, since]

    def money(self, low: int, high: int) -> float:
        """Yuan, most of them with fen."""
        return self.chance.randrange(low * 100, high * 100) / 100 or 1.0

    def month(self) -> str:
        """Makes a month's papers, some of which come months later; returns the month."""
        start = self.first
        for _ in range(self.months):
            start = (start + timedelta(days=31)).replace(day=1)
        for row in self.master:
            for turn in range(self.chance.choice([0, 1, 1, 2])):
                for paper in self.deal(str(row[0]), start, f"{self.months:02}{row[0]}{turn}"):
                    late = self.chance.choices([0, 1, 2], [88, 9, 3])[0]
                    self.waiting.append((self.months + late, paper))
        self.months += 1
        return f"{start:%Y-%m}"

    def deal(self, customer: str, start: date, key: str) -> list[Paper]:
        """An order, what was shipped of it, its slip, what was paid for it and what came back."""
        any_of, ordered_on = self.chance.choice, start + timedelta(days=self.chance.randrange(20))
        order, terms = f"SO{key}", any_of(["月结", "月结", "现结", "定金"])
        stored = ordered_on + timedelta(days=any_of([0, 1, 3])) if terms == "定金" and any_of([0, 1, 1]) else None
        goods = self.chance.sample(PRODUCTS, any_of([1, 2, 3]))
        lines = [[name, any_of([3, 10, 24]), any_of([1.05, 9.9, 120, 33.3333])] for name in goods]
        head = [order, ordered_on, customer]
        rows = [[*head, name, count, price, "否", terms, stored] for name, count, price in lines]
        if any_of([0, 0, 1]):
            rows.append([*head, goods[0], 2, None, "是", terms, stored])
        papers = [Paper("订单", order, rows)]
        for part in range(1, any_of([1, 2, 2, 3])):
            papers += self.delivery(customer, order, part, rows, ordered_on + timedelta(days=any_of([0, 4, 8, 12, 25])))
        papers += self.payments(customer, order, key, terms, ordered_on)
        return papers

    def delivery(self, customer: str, order: str, part: int, ordered: Rows, when: date) -> list[Paper]:
        """A shipment of the order, half of it each time or all at once, its slip, and perhaps a return."""
        any_of, number = self.chance.choice, f"CK{order[2:]}-{part}"
        freight, terms = any_of([(None, None), (None, None), (35.5, "垫付"), (20, "我方承担")])
        share = any_of([1, 1, 2])
        price = [None if any_of([1, 1, 0]) else row[5] for row in ordered]
        rows: Rows = [
            [number, when, order, customer, row[3], row[4] / share, at, row[6], freight, terms]
            for row, at in zip(ordered, price, strict=True)
        ]
        papers = [Paper("出库单", number, rows)]
        back = when + timedelta(days=any_of([2, 9, 20]))
        if len(rows) == 1 and any_of([0, 1]):
            papers.append(Paper("回单", number, [[number, back, "是", None, rows[0][5] - any_of([0, 0, 1])]]))
        elif any_of([0, 1, 1]):
            papers.append(Paper("回单", number, [[number, back, any_of(["是", "是", "否"]), None, None]]))
        if any_of([0, 0, 0, 1]):
            papers.append(
                Paper("退货", f"TH{number[2:]}", [[f"TH{number[2:]}", back, customer, number, rows[0][4], 1]])
            )
        return papers

    def payments(self, customer: str, order: str, key: str, terms: str, ordered_on: date) -> list[Paper]:
        """Receipts of all kinds: naming the order, a shipment or nothing; deposits, write-offs and refunds."""
        any_of = self.chance.choice
        found: Rows = []
        if terms == "定金":
            found.append([self.money(10, 900), None, "定金", order, None])
            found += [[-self.money(1, 50), None, "定金", order, None]] if any_of([0, 0, 0, 1]) else []
        if any_of([0, 1, 1]):
            off = any_of([None, None, 0.37, 5])
            found.append(
                [self.money(5, 2500), off, "货款", *any_of([(None, None), (order, None), (None, f"CK{key}-1")])]
            )
        if any_of([0, 0, 0, 1]):
            found.append([35.5, None, "运费", None, any_of([None, f"CK{key}-1"])])
        if any_of([0, 0, 0, 0, 0, 1]):
            found.append([-self.money(1, 300), None, "货款", None, None])
        days = [ordered_on + timedelta(days=any_of([0, 1, 7, 20, 45])) for _ in found]
        numbers = [f"SK{key}-{n}" for n in range(len(found))]
        return [
            Paper("收款", number, [[number, when, customer, *row, "零头"]])
            for number, when, row in zip(numbers, days, found, strict=True)
        ]

    def drop(self, office: Office, corrected: float = 0.02, withdrawn: float = 0.01) -> None:
        """What came in this month goes into a file of its own; earlier papers are corrected in it or withdrawn."""
        now = self.months - 1
        old = [paper for paper in self.papers.values() if paper.file]
        name = f"第{now + 1:02}月.xlsx"
        arrived = [paper for at, paper in self.waiting if at <= now]
        self.waiting = [(at, paper) for at, paper in self.waiting if at > now]
        again = {name}
        for paper in self.chance.sample(old, int(len(old) * (corrected + withdrawn))):
            if self.chance.random() < withdrawn / (corrected + withdrawn):
                again.add(paper.file)
                del self.papers[paper.sheet, paper.number]
            else:
                again |= {paper.file}
                arrived.append(Paper(paper.sheet, paper.number, self.correction(paper)))
        for paper in arrived:
            paper.file = name
            self.papers[paper.sheet, paper.number] = paper
        office.drop("客户.xlsx", {"客户资料": [MASTER, *self.master]})
        for file in sorted(again):
            self.save(office, file)

    def correction(self, paper: Paper) -> Rows:
        """The paper with another amount, another day, or under another customer."""
        rows = [list(row) for row in paper.rows]
        what = self.chance.choice(["amount", "day", "customer"])
        column = HEADERS[paper.sheet].index("客户编码") if "客户编码" in HEADERS[paper.sheet] else None
        other = f"C{self.chance.randrange(1, self.customers + 1):04}"
        moved = self.chance.choice([-35, -1, 1, 35])
        for row in rows:
            if paper.sheet == "回单":
                row[2] = "否" if row[2] == "是" else "是"
            elif paper.sheet == "收款" and what == "amount":
                row[3] = round(row[3] * 1.1, 2)
            elif what == "amount" and paper.sheet != "退货":
                row[HEADERS[paper.sheet].index("数量")] += 1
            elif what == "customer" and column and paper.sheet != "订单":
                row[column] = other
            elif paper.sheet != "订单":
                row[1] += timedelta(days=moved)
        return rows

    def save(self, office: Office, file: str) -> None:
        """The file with what is left in it."""
        mine = [paper for paper in self.papers.values() if paper.file == file]
        sheets = {sheet: [row for paper in mine if paper.sheet == sheet for row in paper.rows] for sheet in HEADERS}
        office.drop(file, {sheet: [HEADERS[sheet], *rows] for sheet, rows in sheets.items() if rows})
