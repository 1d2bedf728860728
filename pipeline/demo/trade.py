"""A seed to everything that happened: the tables of all seven sheets, as the people of the company would know them."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from pipeline.demo.company import Company, company
from pipeline.demo.deliveries import Deliveries, deliveries
from pipeline.demo.receipts import receipts
from pipeline.demo.returned_goods import returned_goods
from pipeline.demo.sales import Sales, sales
from pipeline.demo.slips import slips

DAYS_OF_TRADE = 113
"""How many days before the last one trade begins: a little under four months."""
SHOPS = ("自营旗舰店", "优选小店", "门店自提")


@dataclass(frozen=True)
class Trade:
    """The invented months, one table a kind of sheet, one row a row of it, in the order in which they were written.

    Attributes:
        company: Customers, goods and policies.
        orders: Sheet 订单 and `called` (name or alias), `shop`, `clerk`, `channel`, `shipped` (some of it left).
        shipments: Sheet 出库单 and `shelf`.
        slips: Sheet 回单 and `ship_date`.
        payments: Sheet 收款 and `called`, `bank`.
        returns: Sheet 退货.
    """

    company: Company
    orders: pd.DataFrame
    shipments: pd.DataFrame
    slips: pd.DataFrame
    payments: pd.DataFrame
    returns: pd.DataFrame


def trade(orders: int, seed: int, until: date) -> Trade:
    """The same arguments, the same trade."""
    first = until - timedelta(days=DAYS_OF_TRADE)
    ours = company(orders, seed, first, until)
    sold = sales(ours, orders, seed, first, until)
    made = deliveries(sold, seed, first, until)
    back = returned_goods(made, seed, until)
    paid = receipts(ours, sold, made, back, seed, until)
    return Trade(
        company=ours,
        orders=_orders(ours, sold, made),
        shipments=_shipments(made),
        slips=slips(made, seed, first, until),
        payments=paid.assign(
            called=_called(ours, paid),
            write_off_fen=paid["write_off_fen"].where(paid["write_off_fen"] > 0),
            bank=paid["method"].map({"银行转账": "本地农商行", "承兑汇票": "本地农商行"}),
        ),
        returns=back,
    )


def _called(ours: Company, rows: pd.DataFrame) -> pd.Series:
    """The customer's name, or in every seventh row that has one its alias; the same within a document."""
    aliases = ours.customers.set_index("customer_code")["aliases"]
    alias = rows["customer_code"].map(aliases)
    first = rows.columns[rows.columns.isin(["order_no", "receipt_no"])][0]
    key = "receipt_no" if "receipt_no" in rows.columns else first
    nth = pd.Series(pd.factorize(rows[key])[0] % 7, index=rows.index)
    called: pd.Series = rows["customer_name"].mask((nth == 3) & alias.notna(), alias)
    return called


def _orders(ours: Company, sold: Sales, made: Deliveries) -> pd.DataFrame:
    head = sold.lines["head"].to_numpy()
    heads = sold.heads.assign(
        called=_called(ours, sold.heads),
        shop=np.array(SHOPS)[np.arange(len(sold.heads)) % len(SHOPS)],
        clerk="喻海燕",
        shipped=sold.heads.index.isin(made.heads["head"]),
        remark=pd.Series(None, index=sold.heads.index, dtype="str"),
    )
    return pd.concat([heads.iloc[head].reset_index(drop=True), sold.lines.drop(columns="head")], axis=1)


def _shipments(made: Deliveries) -> pd.DataFrame:
    at = made.lines["shipment"].to_numpy()
    heads = made.heads.drop(columns=["head", "goods_fen"]).iloc[at].reset_index(drop=True)
    lines = made.lines.drop(columns=["head", "shipment"])
    shelf = "A" + (lines["product_code"].str[-2:]) + "-" + (lines.index % 6 + 1).astype("str")
    picked_up = pd.Series("客户自提", index=lines.index, dtype="str").where(heads["delivery_method"] == "自提")
    return pd.concat([heads, lines], axis=1).assign(shelf=shelf, remark=picked_up)
