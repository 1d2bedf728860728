"""Closings over time, in plain Python from the words of CONTRACT 4: what was frozen, and what later adjusts it."""

from datetime import date, timedelta

from tests.contract.recomputed import KINDS, PAPERS, Recomputed, Row

Booked = dict[tuple[str, str, str, date], int]
"""What came to how much: by customer, kind of line, document and day."""


def booked(told: Recomputed, upto: date) -> Booked:
    """What every document dated up to a day comes to, opening balances as documents 期初."""
    found: Booked = {}
    for e in told.all_entries():
        if e["date"] <= upto:
            key = (e["customer"], e["kind"], e["number"], e["date"])
            found[key] = found.get(key, 0) + e["debt"]
    for customer in told.master:
        opening, since = told.opened(customer)
        if opening and since <= upto:
            found[customer, "期初", "期初", since] = opening
    return found


def by_customer(changed: Booked) -> dict[str, Booked]:
    found: dict[str, Booked] = {}
    for key, fen in changed.items():
        found.setdefault(key[0], {})[key] = fen
    return found


class Books:
    """What was frozen of the months closed so far, and everything that later closings and runs adjusted of them."""

    def __init__(self) -> None:
        self.upto: date | None = None
        self.booked: Booked = {}
        self.frozen: dict[str, dict[str, Row]] = {}
        self.adjusted: list[Booked] = []
        self.owners: dict[tuple[str, str], set[str]] = {}
        self.sorted_for: Recomputed | None = None
        self.by_customer: dict[str, Booked] = {}

    def customers(self, told: Recomputed) -> set[str]:
        """Everybody who has an entry, is in the master, or was in a frozen month."""
        return {*told.names, *(key[0] for key in self.booked)}

    def statement(self, told: Recomputed, customer: str, month: str) -> Row:
        """A month's statement: as it was frozen; else on the frozen balance, with what changed first."""
        if month in self.frozen:
            return self.frozen[month][customer]
        mine = told.statement(customer, month)
        first = date.fromisoformat(f"{month}-01")
        if self.upto and first == self.upto + timedelta(days=1):
            changed = self.adjustments(told, customer)
            last_closed = self.frozen[f"{self.upto:%Y-%m}"].get(customer)
            mine["lines"] = changed + mine["lines"]
            mine["told"] = [None] * len(changed) + mine["told"]
            in_month = mine["closing"] - mine["opening"]
            starts_here = self.starts_in(told, customer, first)
            mine["opening"] = (last_closed["closing"] if last_closed else 0) + starts_here
            closing = mine["closing"]
            mine["closing"] = mine["opening"] + in_month + sum(e["debt"] for e in changed)
            assert mine["closing"] == closing == sum(mine["ageing"].values()), (customer, month)
        return mine

    def starts_in(self, told: Recomputed, customer: str, first: date) -> int:
        """The opening balance of the master where it begins in that month."""
        opening, since = told.opened(customer)
        return opening if first <= since < first + timedelta(days=31) and since.month == first.month else 0

    def changes(self, told: Recomputed) -> Booked:
        """What the documents dated in closed months say now less what was booked."""
        assert self.upto
        now = booked(told, self.upto)
        differences = {key: now.get(key, 0) - self.booked.get(key, 0) for key in {*now, *self.booked}}
        return {key: fen for key, fen in differences.items() if fen}

    def changes_of(self, told: Recomputed, customer: str) -> Booked:
        """The changes of one customer."""
        if self.sorted_for is not told:
            self.sorted_for, self.by_customer = told, by_customer(self.changes(told))
        return self.by_customer.get(customer, {})

    def adjustments(self, told: Recomputed, customer: str) -> list[Row]:
        """前期调整 of a customer: a line for each document and kind of line, with its month and the cause."""
        assert self.upto
        lines: dict[tuple[str, str], list[tuple[date, int]]] = {}
        for (_, kind, number, when), fen in self.changes_of(told, customer).items():
            lines.setdefault((number, kind), []).append((when, fen))
        order = ["期初", *KINDS]
        found = []
        for (number, kind), parts in sorted(lines.items(), key=lambda item: (item[0][0], order.index(item[0][1]))):
            if debt := sum(fen for _, fen in parts):
                what = "期初余额" if kind == "期初" else f"{kind} {number}"
                text = f"{min(when for when, _ in parts):%Y-%m} {what}，{self.cause(told, customer, kind, number)}"
                first = self.upto + timedelta(days=1)
                line = {"date": first, "kind": "前期调整", "number": number, "order": None, "debt": debt, "text": text}
                found.append(line)
        return found

    def cause(self, told: Recomputed, customer: str, kind: str, number: str) -> str:
        """Late, changed, withdrawn, or under another customer than before."""
        was = self.owners.get((PAPERS[kind], number), set())
        now = told.owners().get((PAPERS[kind], number), set())
        if kind == "期初":
            return ("有更正" if told.opened(customer)[0] else "已撤回") if customer in was else "迟到"
        if not was:
            return "迟到"
        if customer in was:
            return "有更正" if customer in now else "改了客户" if now else "已撤回"
        return "改了客户"

    def close(self, told: Recomputed, month: str) -> None:
        """Freezes a month, which must be the one after the last that was closed."""
        self.frozen[month] = {customer: self.statement(told, customer, month) for customer in self.customers(told)}
        if self.upto:
            self.adjusted.append(self.changes(told))
        first = date.fromisoformat(f"{month}-01")
        self.upto = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        self.booked = booked(told, self.upto)
        self.sorted_for = None
        self.owners = {}
        for customer, kind, number, _ in self.booked:
            self.owners.setdefault((PAPERS[kind], number), set()).add(customer)

    def agrees(self, told: Recomputed) -> dict[tuple[str, str], bool]:
        """Frozen closing + later adjustments of documents up to that month = the closing as recomputed now."""
        found: dict[tuple[str, str], bool] = {}
        later = [by_customer(changed) for changed in [*self.adjusted, self.changes(told)]]
        for at, (month, statements) in enumerate(self.frozen.items()):
            for customer in self.customers(told):
                frozen = statements.get(customer)
                adjusted = sum(
                    fen
                    for changed in later[at:]
                    for key, fen in changed.get(customer, {}).items()
                    if f"{key[3]:%Y-%m}" <= month
                )
                now = told.statement(customer, month)["closing"]
                found[customer, month] = (frozen["closing"] if frozen else 0) + adjusted == now
        return found
