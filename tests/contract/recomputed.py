"""Accepted rows to a company's figures, in plain Python from the words of CONTRACT 3 and 4; shares no code with it.

Quantities are thousandths, prices ten-thousandths of a yuan and money fen, as the accepted rows hold them.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

Row = dict[str, Any]
Paid = tuple[Row, Row, int]
KINDS = ["前期调整", "出库", "垫付运费", "退款", "退货", "签收短少", "收款", "抹零", "定金冲抵"]
OWED = ["出库", "垫付运费", "退款"]
PAPERS = {
    "出库": "出库单", "垫付运费": "出库单", "签收短少": "回单", "退货": "退货单",
    "收款": "收款单", "退款": "收款单", "抹零": "收款单", "定金冲抵": "定金", "期初": "期初",
}  # fmt: skip
"""The paper that each kind of line is of."""

BUCKETS = [(0, "未到期"), (30, "逾期1–30"), (60, "逾期31–60"), (90, "逾期61–90"), (10**6, "逾期90以上")]


def half_up(value: Fraction) -> int:
    """To the nearest whole number, halves away from zero."""
    size = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return size if value >= 0 else -size


def worth(quantity_e3: int, price_e4: Fraction | int) -> int:
    """Quantity × price, in fen."""
    return half_up(Fraction(quantity_e3) * Fraction(price_e4) / 100_000)


def day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def by(rows: Iterable[Row], *keys: str) -> dict[Any, list[Row]]:
    """Rows by a key (one column) or keys (a tuple)."""
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[keys[0]] if len(keys) == 1 else tuple(row[k] for k in keys)].append(row)
    return groups


def same_product(one: Row, other: Row) -> bool:
    """By code where both have one, else by name and spec."""
    if one["product_code"] and other["product_code"]:
        return bool(one["product_code"] == other["product_code"])
    return all(folded(one[k] or "") == folded(other[k] or "") for k in ("product_name", "spec"))


class Recomputed:
    """Everything that follows from the accepted rows, as of a day."""

    def __init__(self, tables: dict[str, list[Row]], as_of: date) -> None:
        self.as_of = as_of
        self.master = {row["customer_code"]: row for row in tables["customers"]}
        self.orders = self.up_to_day(tables["orders"], "order_date")
        self.shipments = self.up_to_day(tables["shipments"], "ship_date")
        self.slips = self.up_to_day([s for s in tables["slips"] if s["returned_date"]], "returned_date")
        self.payments = self.up_to_day(tables["payments"], "received_date")
        self.returns = self.up_to_day(tables["returns"], "return_date")
        self.lines_of = by(self.orders, "order_no")
        self.goods_of = by(self.shipments, "shipment_no")
        self.slip_of = by(self.slips, "shipment_no", "slip_type")
        self.name_customers()
        self.sent_for = by(self.shipments, "order_no")
        self.deposits_of = by([p for p in self.payments if p["kind"] == "定金"], "customer")
        self.match()
        self.price_shipments()

    def shown_order(self, order: str | None, code: str) -> str | None:
        """An order as a customer's statement shows it: not where it is another customer's."""
        whose = {line["customer"] for line in self.lines_of.get(order or "", [])}
        return order if whose <= {code} else None

    def up_to_day(self, rows: list[Row], dated: str) -> list[Row]:
        """Rows dated on or before the day."""
        return [row for row in rows if day(row[dated]) <= self.as_of]

    # Who the customer is

    def name_customers(self) -> None:
        """Puts every document under its `customer`; None: nobody knows."""
        self.known: dict[str, set[str]] = defaultdict(set)
        for code, row in self.master.items():
            for name in [row["customer_name"], *(row["aliases"] or "").replace("；", ";").split(";")]:
                if name.strip():
                    self.known[folded(name)].add(code)
        self.names: dict[str, str] = {code: row["customer_name"] for code, row in self.master.items()}
        for row in self.orders:
            row["customer"] = self.customer(row)
        for row in self.shipments:
            ordered = self.lines_of.get(row["order_no"] or "", [{}])[0].get("customer")
            row["customer"] = self.customer(row) or ordered
        for row in self.payments:
            row["customer"] = self.customer(row)
        for row in self.returns:
            shipped = self.goods_of.get(row["shipment_no"] or "", [{}])[0].get("customer")
            ordered = self.lines_of.get(row["order_no"] or "", [{}])[0].get("customer")
            row["customer"] = self.customer(row) or shipped or ordered

    def customer(self, row: Row) -> str | None:
        """The code if given, else the master's for that name, else the name itself."""
        code, name = row["customer_code"], row["customer_name"]
        if code:
            self.names.setdefault(code, name or code)
            return str(code)
        if not name:
            return None
        found = self.known.get(folded(name), set())
        if len(found) == 1:
            return next(iter(found))
        self.names.setdefault(name, name)
        return str(name)

    # Goods

    def match(self) -> None:
        """Lays every shipped line on its order's lines: `parts` are pairs of order line and quantity."""
        for rows in self.lines_of.values():
            rows.sort(key=lambda row: row["line_no"])
            for row in rows:
                row.update(open=row["quantity_e3"], shipped=0, by=[], complete_on=None)
        for row in self.shipments:
            row.update(left=row["quantity_e3"], parts=[])
        in_turn = sorted(self.shipments, key=lambda r: (r["ship_date"], r["shipment_no"], r["line_no"]))
        for own_kind in (True, False):
            for row in in_turn:
                self.fill(row, [o for o in self.ordered(row) if (o["gift"] == row["gift"]) == own_kind])
        for row in in_turn:
            if row["left"] and (product := self.ordered(row)):
                put(row, product[-1], row["left"])

    def ordered(self, shipped: Row) -> list[Row]:
        """The lines of its order that a shipped line may fall on, in line order."""
        shipped["gift"] = bool(shipped["is_gift"])
        lines = self.lines_of.get(shipped["order_no"] or "", [])
        for line in lines:
            line["gift"] = bool(line["is_gift"])
        return [line for line in lines if same_product(line, shipped)]

    def fill(self, shipped: Row, lines: list[Row]) -> None:
        """Lays a shipped line on order lines as far as they are open."""
        for line in lines:
            if part := min(shipped["left"], max(line["open"], 0)):
                put(shipped, line, part)

    def price_shipments(self) -> None:
        """`price` of a shipped line is the shipment's, else that of the order lines it fell on, else 0."""
        for row in self.shipments:
            quantity, amount = row["quantity_e3"], row["amount_fen"]
            ordered = sum(q * (line["unit_price_e4"] or 0) for line, q in row["parts"])
            if amount is None:
                amount = 0 if row["gift"] else half_up(Fraction(ordered, 100_000))
                price = Fraction(ordered, quantity)
            else:
                price = Fraction(amount * 100_000, quantity)
            row.update(amount=amount, price=price if row["unit_price_e4"] is None else Fraction(row["unit_price_e4"]))

    # Slips

    def slip_state(self, shipment_no: str) -> str:
        """Of the 红单."""
        slips = self.slip_of.get((shipment_no, "红单"))
        return "未回" if not slips else "已签" if slips[0]["signed"] else "未签"

    def outstanding(self) -> Iterator[Row]:
        """One a slip that is not back, with what the list shows of it."""
        for number, rows in self.goods_of.items():
            first, state, days = rows[0], self.slip_state(number), (self.as_of - day(rows[0]["ship_date"])).days
            far = first["delivery_method"] in ("物流", "快递")
            bucket = next(b for top, b in [(7, "0–7"), (14, "8–14"), (30, "15–30"), (10**6, "30以上")] if days <= top)
            shown = {"出库单号": number, "天数": days, "账龄": bucket, "客户编码": first["customer"]}
            shown["责任人"] = first["carrier" if far else "driver"] or "未登记"
            if state != "已签":
                amount = sum(row["amount"] for row in rows)
                yield {**shown, "单据类型": "红单", "问题": "未签字" if state == "未签" else "未收回", "金额": amount}
            if far and (number, "运单") not in self.slip_of:
                yield {**shown, "单据类型": "运单", "问题": "未收回", "金额": 0}

    # Orders

    def order(self, number: str) -> Row:
        """An order's row of 订单, as far as it is recomputed."""
        lines = self.lines_of[number]
        shipments = {s["shipment_no"]: s for s in self.sent_for[number]}
        still = [line for line in lines if line["shipped"] < line["quantity_e3"]]
        dues = [line["due_date"] for line in (still or lines) if line["due_date"]]
        due = day((min if still else max)(dues)) if dues else None
        late = still and lines[0]["review_status"] == "已审批" and due and due < self.as_of
        return {
            "状态": self.stage(lines, set(shipments)),
            "交货日期": due,
            "逾期天数": (self.as_of - due).days if late and due else None,
            "订单金额": sum(line["amount_fen"] or 0 for line in lines),
            "订单数量": sum(line["quantity_e3"] for line in lines),
            "已发数量": sum(line["shipped"] for line in lines),
            "未发数量": sum(max(line["quantity_e3"] - line["shipped"], 0) for line in lines),
            "出库单数": len(shipments),
            "最近发货日期": max((day(s["ship_date"]) for s in shipments.values()), default=None),
            "客户编码": lines[0]["customer"],
        }

    def stage(self, lines: list[Row], shipments: set[str]) -> str:
        """The stage of an order, or of one line of it with the shipments that brought it."""
        status = str(lines[0]["review_status"])
        if status in ("已取消", "已驳回") or not any(line["shipped"] for line in lines):
            return status
        if any(line["shipped"] < line["quantity_e3"] for line in lines):
            return "部分发货"
        return "已完成" if all(self.slip_state(number) == "已签" for number in shipments) else "已交付"

    # Statements

    def entries(self) -> list[Row]:
        """Every statement line of all time; `debt` is what it adds to the balance."""
        found = [*self.goods(), *self.freight(), *self.returned(), *self.short(), *self.received(), *self.applied()]
        return sorted(
            (e for e in found if e["customer"] and day(e["date"]) >= self.opened(e["customer"])[1]),
            key=lambda e: (e["date"], KINDS.index(e["kind"]), e["number"], e["line"]),
        )

    def opened(self, customer: str) -> tuple[int, date]:
        """A customer's opening balance and its day."""
        row = self.master.get(customer, {})
        return row.get("opening_balance_fen") or 0, day(row.get("opening_date") or date.min)

    def goods(self) -> Iterator[Row]:
        """出库."""
        for row in self.shipments:
            yield entry(row, "出库", row["ship_date"], row["shipment_no"], row["amount"], owed_for=row["shipment_no"])

    def freight(self) -> Iterator[Row]:
        """垫付运费, once a shipment."""
        for number, rows in self.goods_of.items():
            first = rows[0]
            if first["freight_terms"] == "垫付" and first["freight_fen"]:
                yield entry(first, "垫付运费", first["ship_date"], number, first["freight_fen"], owed_for=number)

    def returned(self) -> Iterator[Row]:
        """退货."""
        for row in self.returns:
            amount = row["amount_fen"]
            if amount is None:
                amount = worth(row["quantity_e3"], self.price_of_return(row))
            shipped_for = self.goods_of.get(row["shipment_no"] or "", [{"order_no": None}])[0]["order_no"]
            line = {**row, "order_no": row["order_no"] or shipped_for}
            yield entry(line, "退货", row["return_date"], row["return_no"], -amount, names=self.targets(line))

    def price_of_return(self, row: Row) -> Fraction:
        """The shipment line's price, else the order line's; a paid line's before a gift's."""
        shipped = [s for s in self.goods_of.get(row["shipment_no"] or "", []) if same_product(s, row)]
        ordered = [o for o in self.lines_of.get(row["order_no"] or "", []) if same_product(o, row)]
        paid = [s for s in shipped if not s["gift"]] or shipped
        if paid:
            return Fraction(paid[0]["price"])
        return Fraction(next((o["unit_price_e4"] or 0 for o in sorted(ordered, key=lambda o: o["gift"])), 0))

    def short(self) -> Iterator[Row]:
        """What was received covers the paid lines of the product first and its gifts last."""
        for (number, kind), slips in self.slip_of.items():
            goods = self.goods_of.get(number, [])
            for slip in slips if kind == "红单" and goods and slips[0]["signed"] else []:
                if slip["received_quantity_e3"] is None:
                    continue
                left = slip["received_quantity_e3"]
                lines = [g for g in goods if not slip["product_code"] or g["product_code"] == slip["product_code"]]
                for line in sorted(lines, key=lambda g: (g["gift"], g["line_no"])):
                    missing = max(line["quantity_e3"] - left, 0)
                    left = max(left - line["quantity_e3"], 0)
                    if amount := 0 if line["gift"] else worth(missing, line["price"]):
                        yield entry(line, "签收短少", slip["returned_date"], number, -amount, names=("", number))

    def targets(self, row: Row) -> tuple[str, str]:
        """The order and the shipment that a row names; another customer's shipment is not its to pay."""
        order, shipment = row["order_no"] or "", row["shipment_no"] or ""
        theirs = any(goods["customer"] == row["customer"] for goods in self.goods_of.get(shipment, []))
        return order, shipment if theirs else ""

    def received(self) -> Iterator[Row]:
        """收款, 退款 and 抹零, a line for each row of a receipt."""
        for row in self.payments:
            names, amount, when = self.targets(row), row["amount_fen"], row["received_date"]
            freight_first = row["kind"] == "运费"
            if row["kind"] != "定金":
                kind = "收款" if amount > 0 else "退款"
                yield entry(row, kind, when, row["receipt_no"], -amount, names=names, freight_first=freight_first)
            if row["write_off_fen"]:
                off = -row["write_off_fen"]
                yield entry(row, "抹零", when, row["receipt_no"], off, names=names, freight_first=freight_first)

    def deposits(self, customer: str) -> list[Row]:
        """A customer's deposits since its opening."""
        since = self.opened(customer)[1]
        return [p for p in self.deposits_of[customer] if day(p["received_date"]) >= since]

    def applied(self) -> Iterator[Row]:
        """Deposits of an order set off against its goods, from the day it is completely shipped, day by day."""
        for number, lines in self.lines_of.items():
            customer, done = lines[0]["customer"], completed_on(lines)
            mine = [p for p in self.deposits(customer) if p["order_no"] == number] if customer else []
            if not done or not mine or too_late(lines[0], done):
                continue
            goods = [s for s in self.sent_for[number] if s["customer"] == customer and s["parts"]]
            moves = [(day(p["received_date"]), p["amount_fen"], 0) for p in mine]
            moves += [(day(s["ship_date"]), 0, s["amount"]) for s in goods]
            before = 0
            for when in sorted({max(done, moved) for moved, _, _ in moves} | {done}):
                paid = sum(p for moved, p, _ in moves if moved <= when)
                worth_of_goods = sum(g for moved, _, g in moves if moved <= when)
                now = max(min(paid, worth_of_goods), 0)
                if now != before:
                    yield entry(lines[0], "定金冲抵", when, number, before - now, names=(number, ""), line=0)
                before = now

    def forfeits(self) -> dict[str, tuple[int, int, int, int]]:
        """Days waited, points, fen forfeited and deposit held of each 定金 order that was picked up late."""
        found = {}
        for number, lines in self.lines_of.items():
            first, done = lines[0], completed_on(lines)
            if first["review_status"] in ("已取消", "已驳回") or not too_late(first, done or self.as_of):
                continue
            waited = ((done or self.as_of) - day(first["stored_date"])).days
            mine = [p for p in self.deposits(first["customer"]) if p["order_no"] == number]
            deposit = max(sum(p["amount_fen"] for p in mine), 0)
            points = 10 if waited <= 15 else 30
            worth_of_order = sum(line["amount_fen"] or 0 for line in lines)
            found[number] = (waited, points, min(half_up(Fraction(worth_of_order * points, 100)), deposit), deposit)
        return found

    def statement(self, customer: str, month: str) -> Row:
        """Opening, lines, closing, ageing and deposits held of a month."""
        first = date.fromisoformat(f"{month}-01")
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        brought, since = self.opened(customer)
        so_far = [e for e in self.entries_of(customer) if e["date"] <= last]
        opening = sum(e["debt"] for e in so_far if e["date"] < first) + (brought if since <= last else 0)
        lines = [e for e in so_far if e["date"] >= first]
        held = sum(p["amount_fen"] for p in self.deposits(customer) if day(p["received_date"]) <= last)
        held += sum(e["debt"] for e in so_far if e["kind"] == "定金冲抵")
        return {
            "opening": opening,
            "lines": lines,
            "closing": opening + sum(e["debt"] for e in lines),
            "ageing": self.ageing(customer, so_far, last),
            "held": held,
            "told": self.told(customer, so_far, lines, last),
        }

    def all_entries(self) -> list[Row]:
        """The entries, made once."""
        if not hasattr(self, "_entries"):
            self._entries = self.entries()
        return self._entries

    def owners(self) -> dict[tuple[str, str], set[str]]:
        """Whose accounts each document stands in, by paper and number."""
        if not hasattr(self, "_owners"):
            self._owners: dict[tuple[str, str], set[str]] = defaultdict(set)
            for e in self.all_entries():
                self._owners[PAPERS[e["kind"]], e["number"]].add(e["customer"])
        return self._owners

    def entries_of(self, customer: str) -> list[Row]:
        """A customer's entries, in their order."""
        if not hasattr(self, "_entries_of"):
            self._entries_of = by(self.all_entries(), "customer")
        return self._entries_of[customer]

    def ageing(self, customer: str, so_far: list[Row], last: date) -> dict[str, int]:
        """What the credits leave open of each debit, by days past due; and what they leave over."""
        debits, credits, _ = self.settled(customer, so_far, last)
        aged = {bucket: 0 for _, bucket in BUCKETS} | {"预收": -sum(c["left"] for c in credits)}
        for debit in debits:
            aged[next(b for top, b in BUCKETS if (last - debit["due"]).days <= top)] += debit["left"]
        return aged

    def settled(self, customer: str, so_far: list[Row], last: date) -> tuple[list[Row], list[Row], list[Paid]]:
        """Debits and credits with what is `left` of each, and what paid what, in the order in which it did."""
        debits, credits = self.debits_and_credits(customer, so_far, last)
        paid: list[Paid] = []
        for credit in credits:
            paid += pay(credit, named(credit, debits))
        for credit in credits:
            in_turn = sorted(debits, key=lambda d: (d["due"], d["date"], d["number"], d["freight"], d["order"] or ""))
            if credit["freight_first"]:
                in_turn.sort(key=lambda d: not d["freight"])
            paid += pay(credit, in_turn)
        for side in (debits, credits):
            assert all(0 <= item["left"] <= item["size"] for item in side), customer
        return debits, credits, paid

    def told(self, customer: str, so_far: list[Row], lines: list[Row], last: date) -> list[str | None]:
        """核销 behind each of the lines: what it paid, or what is open of it."""
        debits, credits, paid = self.settled(customer, so_far, last)
        texts, seen = [], set()
        for e in lines:
            key = document(e)
            worth_of_all = sum(other["debt"] for other in lines if document(other) == key)
            if key in seen or not worth_of_all:
                texts.append(None)
            elif owes(e):
                open_fen = sum(d["left"] for d in debits if document(d) == key)
                texts.append(f"未结 {yuan(open_fen)}" if open_fen else "已结清")
            else:
                over = sum(c["left"] for c in credits if document(c) == key)
                texts.append(what_it_paid(e["kind"], [(d, part) for c, d, part in paid if document(c) == key], over))
            seen.add(key)
        return texts

    def debits_and_credits(self, customer: str, so_far: list[Row], last: date) -> tuple[list[Row], list[Row]]:
        """Shipments' goods, freight, refunds and the opening balance; and what pays them, in its order."""
        days = timedelta(days=self.master.get(customer, {}).get("credit_days") or 0)
        brought, since = self.opened(customer)
        owed: dict[tuple[Any, ...], Row] = {}
        credits = []
        for e in so_far:
            if owes(e):
                sold = e["kind"] in ("出库", "垫付运费")
                due = e["date"] + days if sold else e["date"]
                key = (e["kind"], e["number"], e["order"], 0 if sold else id(e))
                debit = owed.setdefault(key, {**e, "due": due, "left": 0})
                debit.update(left=debit["left"] + e["debt"], freight=e["kind"] == "垫付运费")
            elif e["debt"]:
                credits.append({**e, "left": -e["debt"]})
        debits = list(owed.values())
        start = {"date": since, "number": "期初", "kind": "前期调整", "freight": False, "order": None, "owed_for": ""}
        if brought > 0 and since <= last:
            debits.append({**start, "left": brought, "due": since + days})
        if brought < 0 and since <= last:
            credits.append({**start, "left": -brought, "names": ("", ""), "freight_first": False})
        credits.sort(key=lambda c: (c["date"], c["number"], KINDS.index(c["kind"])))
        for item in [*debits, *credits]:
            item["size"] = item["left"]
        return debits, credits

    def has_statement(self, of_month: Row) -> bool:
        """Any line, or a balance or held deposit that is not zero."""
        return bool(of_month["lines"] or of_month["opening"] or of_month["closing"] or of_month["held"])


def put(shipped: Row, line: Row, part: int) -> None:
    shipped["parts"].append((line, part))
    shipped["left"] -= part
    line["open"] -= part
    line["shipped"] += part
    line["by"].append(shipped)
    if line["open"] <= 0 and not line["complete_on"]:
        line["complete_on"] = day(shipped["ship_date"])


def completed_on(lines: list[Row]) -> date | None:
    """The day on which the last of an order's lines was completely shipped."""
    days: list[date | None] = [line["complete_on"] for line in lines]
    return None if None in days else max(d for d in days if d)


def too_late(order: Row, picked_up: date) -> bool:
    """Whether a 定金 order's goods lay ready for more than 7 days."""
    stored = order["stored_date"] if order["payment_terms"] == "定金" else None
    return bool(stored and (picked_up - day(stored)).days > 7)


def owes(e: Row) -> bool:
    """Whether an entry is paid by others: goods, freight, refunds, and what is taken back of a deposit applied."""
    return e["kind"] in OWED or (e["kind"] == "定金冲抵" and e["debt"] > 0)


def document(item: Row) -> tuple[Any, ...]:
    """What an entry is of, day by day: goods and freight are a document a shipment and order, credits one a number."""
    return item["kind"], item["number"], item["date"], (item["order"] or "") if owes(item) else ""


def yuan(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02}"


def what_it_paid(kind: str, paid: list[tuple[Row, int]], over: int) -> str:
    """What a credit paid, three documents by name; and what is left of it."""
    each: dict[str, int] = defaultdict(int)
    for debit, part in paid:
        each[debit["number"]] += part
    named = [f"{number} {yuan(part)}" for number, part in each.items()][:3]
    verb = "付" if kind == "收款" else "抵"
    text = [f"{verb} " + "；".join(named) + (f" 等 {len(each)} 张" if len(each) > 3 else "")] if named else []
    return "；".join(text + ([f"预收 {yuan(over)}"] if over else []))


def entry(row: Row, kind: str, when: date, number: str, debt: int, **more: Any) -> Row:
    line = {"customer": row["customer"], "kind": kind, "date": day(when), "number": number, "debt": debt}
    line |= {"order": row["order_no"], "line": row.get("line_no") or 0, "quantity": row.get("quantity_e3")}
    return {**line, "names": ("", ""), "owed_for": "", "freight_first": False, **more}


def named(credit: Row, debits: list[Row]) -> list[Row]:
    """The open debits a credit names, in the order in which it pays them; a return or shortage pays goods only."""
    order, shipment = credit["names"]
    goods_only = credit["kind"] in ("退货", "签收短少")
    mine = [d for d in debits if d["owed_for"] and not (goods_only and d["freight"])]
    mine = [d for d in mine if (d["owed_for"] == shipment if shipment else order and order == d["order"])]
    freight_last = not credit["freight_first"]
    own_last = {d["order"]: bool(order) and d["order"] != order for d in mine}
    return sorted(
        mine,
        key=lambda d: (own_last[d["order"]], d["date"], d["owed_for"], d["freight"] == freight_last, d["order"] or ""),
    )


def pay(credit: Row, debits: list[Row]) -> list[Paid]:
    """Pays debits in turn; returns what it paid of which."""
    paid = []
    for debit in debits:
        if part := min(credit["left"], debit["left"]):
            credit["left"] -= part
            debit["left"] -= part
            paid.append((credit, debit, part))
    return paid
