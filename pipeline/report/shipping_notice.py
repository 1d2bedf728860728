"""What left on a day for one salesperson's customers to a workbook: the whole day, then a sheet a customer to send."""

from dataclasses import replace
from datetime import date

from pipeline.report.look import Look
from pipeline.report.plain import Columns, rows_by
from pipeline.report.table import Table, report_page
from pipeline.report.workbook import Book
from schemas.answers.shipping_notices import SHIPPING_NOTICES
from schemas.sentences import report as words

NOTICES = Table(
    SHIPPING_NOTICES.cells,
    caps={
        "customer_code": 12,
        "customer_name": 24,
        "shipment_no": 18,
        "order_no": 18,
        "customer_po": 14,
        "product_name": 24,
        "spec": 14,
        "carrier": 14,
        "waybill_no": 18,
        "contact": 10,
        "phone": 16,
        "address": 28,
    },
)
OF_CUSTOMER = NOTICES.without("customer_code", "customer_name")
"""What one customer is sent: it names nobody else."""


def shipping_notice(owner: str, day: date, lines: Columns, look: Look) -> bytes:
    """The workbook with 发货通知, all of the salesperson's, and one sheet a customer that can be passed on as it is.

    It speaks for the day of shipping, so that it stays as it is until something of that day comes in late.

    Args:
        owner: The salesperson.
        day: The day of shipping.
        lines: The shipment lines of the day, customer by customer.
        look: Language and company.
    """
    lang = look.lang
    book = Book(replace(look, as_of=day), words.NOTICES_TITLE.in_(lang).format(day=day, name=owner))
    customers = {code: rows for code, rows in rows_by(lines, "customer_code").items() if code is not None}
    counted = words.COUNTED_NOTICES.in_(lang).format(shipments=len(set(lines["shipment_no"])), customers=len(customers))
    notes = [counted, words.HOW_TO_PASS_ON.in_(lang)] if customers else [counted]
    report_page(book.page(SHIPPING_NOTICES.label.zh), book.title, lines, NOTICES, notes)
    for code, theirs in customers.items():
        name = theirs["customer_name"][0] or code
        title = words.NOTICE_TITLE.in_(lang).format(day=day, customer=name)
        report_page(book.page(name), title, theirs, OF_CUSTOMER, [words.PLEASE_RECEIVE.in_(lang)])
    return book.close()
