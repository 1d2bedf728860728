"""How far every order and line has come to 订单状态.xlsx."""

from pandera.typing.pandas import DataFrame

from pipeline.report.coded import added
from pipeline.report.figures import figures_page
from pipeline.report.folded import Folded
from pipeline.report.look import Look
from pipeline.report.table import Table, report_page
from pipeline.report.workbook import Book
from schemas.answers.deposit_forfeits import DEPOSIT_FORFEITS, DepositForfeits
from schemas.answers.orders import KEY_FIGURES, ORDER_LINES, ORDER_STATUS, KeyFigures
from schemas.answers.papers import PAPERS
from schemas.sentences import report as words

ORDERS = Table(
    ORDER_STATUS.cells,
    totals=("amount_fen", "shipment_count", "outstanding_count"),
    caps={"order_no": 24, "customer_code": 20, "customer_name": 30, "salesperson": 12, "source": 34},
    overflowing=("source",),
    unprinted=("source",),
)
LINES = Table(
    ORDER_LINES.cells,
    totals=("amount_fen",),
    caps={"order_no": 24, "product_code": 20, "product_name": 30, "spec": 20, "unit": 8, "source": 34},
    frozen=2,
    overflowing=("source",),
    unprinted=("source",),
)
PAPER_NAMES = ("reviewed", "shipped", "waybill", "signed", "handed", "paid", "confirmed")
PAPER_TABLE = Table(
    PAPERS.cells,
    totals=("amount_fen", "shipment_count"),
    caps={
        "customer_po": 22,
        "customer_code": 16,
        "customer_name": 24,
        "order_no": 22,
        "salesperson": 10,
        "lacking": 34,
        "source": 34,
    },
    floors={name: 13 for name in PAPERS.cells if name.endswith("_on")} | {"paid_on": 17},
    frozen=2,
    overflowing=("source",),
    unprinted=("source",),
    worded={f"{name}_on": f"{name}_said" for name in PAPER_NAMES},
)
FORFEITS = Table(
    DEPOSIT_FORFEITS.cells,
    totals=("deposit_fen", "forfeit_fen"),
    caps={"order_no": 24, "customer_code": 20, "customer_name": 30, "salesperson": 12, "source": 34},
    overflowing=("source",),
    unprinted=("source",),
)


def order_status(
    orders: Folded,
    lines: Folded,
    figures: DataFrame[KeyFigures],
    papers: Folded,
    forfeits: DataFrame[DepositForfeits],
    look: Look,
) -> bytes:
    """The workbook with the sheets 订单, 明细 and 指标 and 单据齐全, and 定金罚没 where there is any.

    Args:
        orders: One row an order, of `OrderStatus` what `ORDERS` asks.
        lines: One row an order line, of `OrderLines` what `LINES` asks.
        figures: One row a key figure.
        papers: One row an order, as its file is pulled, of `Papers` what `PAPER_TABLE` asks.
        forfeits: One row a deposit order that was not picked up in time.
        look: Language, company and day.
    """
    lang = look.lang
    book = Book(look, words.ORDERS_TITLE.in_(lang))
    counted = words.COUNTED_ORDERS.in_(lang).format(count=len(orders)) if len(orders) else words.NO_ORDERS.in_(lang)
    report_page(book.page(ORDER_STATUS.label.zh), words.ORDERS_TITLE.in_(lang), orders, ORDERS, [counted])
    counted = words.COUNTED_LINES.in_(lang).format(count=len(lines)) if len(lines) else words.NO_ORDERS.in_(lang)
    report_page(book.page(ORDER_LINES.label.zh), words.LINES_TITLE.in_(lang), lines, LINES, [counted])
    figures_page(book.page(KEY_FIGURES.label.zh), figures)
    complete = added(papers["complete"])
    counted = words.COUNTED_PAPERS.in_(lang).format(count=len(papers), complete=complete)
    notes = [counted, words.HOW_TO_PULL.in_(lang)] if len(papers) else [words.NO_ORDERS.in_(lang)]
    report_page(book.page(PAPERS.label.zh), words.PAPERS_TITLE.in_(lang), papers, PAPER_TABLE, notes)
    if len(forfeits):
        notes = [
            words.COUNTED_FORFEITS.in_(lang).format(count=len(forfeits)),
            words.FORFEITS_NOT_BOOKED.in_(lang),
            words.LEGAL_DEPOSIT.in_(lang),
        ]
        report_page(book.page(DEPOSIT_FORFEITS.label.zh), words.FORFEITS_TITLE.in_(lang), forfeits, FORFEITS, notes)
    return book.close()
