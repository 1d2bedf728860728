"""A workbook that goes to a customer, or to one person, holds theirs and nobody else's: in no part of its XML."""

import html
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from stat import S_IMODE

import pytest

from tests.contract.office import Office

DAY = "2026-11-05"
CUSTOMERS = {"KA71": "恒通五金", "KB82": "宏达百货", "KC93": "瑞丰建材"}
ORDERS = ["订单号", "下单日期", "客户编码", "业务员", "品名", "数量", "单价", "客户PO号", "地址"]
SHIPMENTS = ["出库单号", "发货日期", "订单号", "客户编码", "品名", "数量", "送货方式", "物流公司", "运单号", "司机"]
SLIPS = ["出库单号", "回单日期", "是否签字", "签收人", "产品编码", "实收数量"]
PAYMENTS = ["收款单号", "收款日期", "客户编码", "收款金额", "订单号", "出库单号", "备注", "抹零"]
RETURNS = ["退货单号", "退货日期", "客户编码", "出库单号", "品名", "退货数量", "单价"]
MASTER = ["客户编码", "客户名称", "别名", "联系人", "联系电话", "地址", "业务员", "账期天数"]


def of(code: str) -> dict[str, str]:
    """Everything that is one customer's alone."""
    mark = code[1]
    return {
        "code": code, "name": CUSTOMERS[code], "alias": f"别名{mark}{mark}", "contact": f"联系人{mark}{mark}",
        "phone": f"1380000{ord(mark):04d}", "address": f"{mark}街{ord(mark)}号院", "order": f"SO-{mark}-0001",
        "shipment": f"CK-{mark}-0001", "late": f"CK-{mark}-0002", "receipt": f"SK-{mark}-0001",
        "back": f"TH-{mark}-0001", "po": f"PO-{mark}-0001", "product": f"货品{mark}{mark}",
        "waybill": f"YD-{mark}-0001", "driver": f"司机{mark}{mark}",
        "signer": f"签收{mark}{mark}", "person": f"业务{mark}{mark}",
    }  # fmt: skip


def traded(office: Office, crossed: bool) -> Office:
    """Three customers, each with a salesperson; crossed: their papers also name a paper of the next one by mistake."""
    sheets: dict[str, list[list[object]]] = {
        "订单": [ORDERS], "出库单": [SHIPMENTS], "回单": [SLIPS], "收款": [PAYMENTS], "退货": [RETURNS],
        "客户资料": [MASTER],
    }  # fmt: skip
    codes = list(CUSTOMERS)
    for code, following in zip(codes, [*codes[1:], codes[0]], strict=True):
        my, their = of(code), of(following if crossed else code)
        sheets["客户资料"].append(
            [code, my["name"], my["alias"], my["contact"], my["phone"], my["address"], my["person"], 30]
        )
        sheets["订单"].append(
            [my["order"], "2026-09-01", code, my["person"], my["product"], 100, 7, my["po"], my["address"]]
        )
        for number, day, order in (
            (my["shipment"], "2026-10-02", my["order"]),
            (my["late"], "2026-10-20", their["order"]),
        ):
            shipped = [number, day, order, code, my["product"], 10]
            sheets["出库单"].append([*shipped, "物流", f"物流{my['waybill']}", my["waybill"], my["driver"]])
        sheets["回单"].append([my["shipment"], "2026-10-09", "是", my["signer"], None, 9])
        sheets["收款"] += [
            [my["receipt"], "2026-10-12", code, 20, None, my["shipment"], "部分", None],
            [f"{my['receipt']}X", "2026-10-13", code, 30, their["order"], None, None, None],
            [f"{my['receipt']}Y", "2026-10-14", code, 5, None, their["shipment"], "零头", 1],
        ]
        sheets["退货"] += [
            [my["back"], "2026-10-15", code, my["shipment"], my["product"], 1, 7],
            [f"{my['back']}X", "2026-10-16", code, their["shipment"], my["product"], 1, 7],
        ]
    office.drop("全部.xlsx", sheets)
    office.run(DAY)
    return office


@pytest.fixture(scope="module")
def crossed(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return traded(Office(tmp_path_factory.mktemp("crossed")), crossed=True)


@pytest.fixture(scope="module")
def straight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """On a machine where new files may be written by the colleagues of whoever made them."""
    before = os.umask(0o002)
    yield traded(Office(tmp_path_factory.mktemp("straight")), crossed=False)
    os.umask(before)


def everything_in(path: Path) -> str:
    """The text of every part of a workbook, as it is and without its tags."""
    with zipfile.ZipFile(path) as book:
        parts = [book.read(name).decode("utf-8", errors="replace") for name in book.namelist()]
        text = html.unescape("\n".join([*book.namelist(), *parts]))
    return f"{text}\n{re.sub(r'<[^>]*>', '', text)}"


@pytest.mark.parametrize("code", CUSTOMERS)
def test_a_statement_has_nothing_of_another_customer_in_any_part_not_even_where_a_paper_names_theirs(
    crossed: Office, code: str
) -> None:
    (statement,) = (crossed.root / "outbox/对账单/2026-10").glob(f"{code}_*.xlsx")
    text = everything_in(statement)
    assert of(code)["shipment"] in text and of(code)["name"] in text
    for other in CUSTOMERS.keys() - {code}:
        assert [what for what, said in of(other).items() if said in text] == [], other


@pytest.mark.parametrize("code", CUSTOMERS)
def test_a_slice_has_nothing_of_another_salesperson_or_of_their_customers(straight: Office, code: str) -> None:
    (mine,) = (straight.root / "outbox/按业务员").glob(f"{of(code)['person']}*.xlsx")
    text = everything_in(mine)
    assert of(code)["order"] in text and CUSTOMERS[code] in text
    for other in CUSTOMERS.keys() - {code}:
        assert [what for what, said in of(other).items() if said in text] == [], other


@pytest.mark.parametrize("code", CUSTOMERS)
def test_a_shipment_of_somebodys_customer_on_anothers_order_names_the_customer_but_never_the_other_salesperson(
    crossed: Office, code: str
) -> None:
    (mine,) = (crossed.root / "outbox/按业务员").glob(f"{of(code)['person']}*.xlsx")
    text = everything_in(mine)
    for other in CUSTOMERS.keys() - {code}:
        assert [what for what in ("person", "phone", "address", "po", "alias") if of(other)[what] in text] == [], other


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_colleagues_may_do_with_written_files_what_the_folder_lets_them(straight: Office) -> None:
    every = [path for top in ("outbox", ".hongdan") for path in (straight.root / top).rglob("*")]
    written = [path for path in every if "drops" not in path.parts]  # by processes that began before
    assert len(written) > 20
    assert [path for path in written if S_IMODE(path.stat().st_mode) != (0o775 if path.is_dir() else 0o664)] == []
