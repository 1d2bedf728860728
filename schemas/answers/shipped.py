"""Shipped goods: what each shipment line is worth, and which order lines it fills."""

import pandas as pd
import pandera.pandas as pa

from schemas.cells import CODE, COUNT, DAY, FLAG, MONEY, PRICE, QUANTITY, TEXT, inner


class ShippedLines(pa.DataFrameModel):
    """One row a shipment line, with the order's figures where its own cells are blank.

    `unit_price_e4` is missing where the line spans prices or no price is known; `amount_fen` is then the
    parts' sum, or 0 with `price_known` false. Order: ship_date, shipment_no, line_no.
    """

    shipment_no: str = inner(CODE)
    line_no: pd.Int64Dtype = inner(COUNT)
    ship_date: pd.Timestamp = inner(DAY)
    order_no: str = inner(CODE)
    order_on_file: pd.BooleanDtype = inner(FLAG)
    on_order: pd.BooleanDtype = inner(FLAG)
    customer_code: str = inner(CODE)
    customer_name: str = inner(TEXT)
    salesperson: str = inner(TEXT)
    product_code: str = inner(CODE)
    product_name: str = inner(TEXT)
    spec: str = inner(TEXT)
    unit: str = inner(TEXT)
    quantity_e3: pd.Int64Dtype = inner(QUANTITY)
    unit_price_e4: pd.Int64Dtype = inner(PRICE)
    amount_fen: pd.Int64Dtype = inner(MONEY)
    price_known: pd.BooleanDtype = inner(FLAG)
    is_gift: pd.BooleanDtype = inner(FLAG)
    delivery_method: str = inner(TEXT)
    carrier: str = inner(TEXT)
    waybill_no: str = inner(CODE)
    driver: str = inner(TEXT)
    freight_fen: pd.Int64Dtype = inner(MONEY)
    freight_terms: str = inner(TEXT)
    freight_terms_given: pd.BooleanDtype = inner(FLAG)
    source: str = inner(TEXT)


class Fulfilment(pa.DataFrameModel):
    """One row a part of a shipment line that fills one order line.

    What is shipped beyond the order counts on the product's last line, with `over` true. A line whose
    order is not on file, or whose product is not on the order, has no part. Order: as the shipment lines.
    """

    shipment_no: str = inner(CODE)
    line_no: pd.Int64Dtype = inner(COUNT)
    ship_date: pd.Timestamp = inner(DAY)
    order_no: str = inner(CODE)
    order_line_no: pd.Int64Dtype = inner(COUNT)
    quantity_e3: pd.Int64Dtype = inner(QUANTITY)
    order_price_e4: pd.Int64Dtype = inner(PRICE)
    over: pd.BooleanDtype = inner(FLAG)
