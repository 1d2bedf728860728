"""`check` names customers and products that the office doesn't know, suggests the nearest, and takes nothing in."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.contract.office import Office

DAY = date(2026, 10, 3)
ORDER = ["订单号", "下单日期", "客户编码", "客户名称", "产品编码", "数量", "单价"]
MASTER = [
    ["客户编码", "客户名称", "别名", "联系电话", "收货地址"],
    ["C001", "杭州华东五金有限公司", "华东五金", "1", "a"],
    ["C002", "宁波海曙贸易有限公司", None, "2", "b"],
]
POLICIES = [["产品编码", "品名", "政策价", "生效日期"], ["HY1001", "合页", 10, date(2026, 1, 1)]]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    office.drop("资料.xlsx", {"客户资料": MASTER, "价格政策": POLICIES})
    office.run("2026-10-05")
    return office


def order(
    code: str | None = "C001", name: str | None = None, product: str = "HY1001", number: str | None = "SO1"
) -> list:
    return [number, DAY, code, name, product, 1, 12]


def checked(office: Office, *rows: list) -> dict[str, Any]:
    result = office.hongdan("check", "--json", str(office.drop("试.xlsx", {"订单": [ORDER, *rows]})))
    found = json.loads(result.stdout)["files"][0]
    assert result.exit_code == (1 if found["problems"] else 0)
    return found


def test_a_name_or_code_that_is_not_on_file_is_said_with_the_nearest_and_is_no_problem(office: Office) -> None:
    rows = [order(None, "杭州华东五全", number="SO1"), order("C0O2", number="SO2"), order("X", "某某", number="SO3")]
    assert checked(office, *rows)["notes"] == [
        "说明：客户“C0O2”不在客户资料里，最接近的是“C002 宁波海曙贸易有限公司”",
        "说明：客户“X 某某”不在客户资料里",
        "说明：客户“杭州华东五全”不在客户资料里，最接近的是“C001 杭州华东五金有限公司”",
    ]


def test_a_code_a_name_or_an_alias_of_the_master_is_known(office: Office) -> None:
    rows = [order("C001"), order(None, "杭州华东五金 有限公司", number="SO2"), order(None, "华东五金", number="SO3")]
    assert checked(office, *rows)["notes"] == []


def test_a_product_without_a_policy_is_said_with_the_nearest(office: Office) -> None:
    assert checked(office, order(product="HY1O01"), order(product="ZZ", number="SO2"))["notes"] == [
        "说明：产品“HY1O01”没有价格政策，最接近的是“HY1001 合页”",
        "说明：产品“ZZ”没有价格政策",
    ]


def test_in_an_office_that_knows_nobody_nobody_is_a_stranger(tmp_path: Path) -> None:
    assert checked(Office(tmp_path), order("X", product="Y"))["notes"] == []


def test_a_missing_order_number_gets_the_one_that_the_run_suggests_too(office: Office) -> None:
    office.drop("别的.xlsx", {"订单": [ORDER, order(number="SO20261003-001"), order(number=None)]})
    office.run("2026-10-05")
    assert [p["suggestion"] for p in checked(office, order(number=None))["problems"]] == ["SO20261003-003"]
    told = json.loads(office.hongdan("run", "--json", "--as-of", "2026-10-05").stdout)
    assert [p["suggestion"] for p in told["problems"]] == ["SO20261003-002", "SO20261003-003"]


def test_the_ledger_stays_as_it_is_even_where_it_must_be_read_again(office: Office) -> None:
    (office.root / "hongdan.toml").write_text('[reading]\nencoding = "gb18030"\n', encoding="utf-8")
    before = ledger(office)
    assert checked(office, order(None, "华东五全"))["notes"] != []
    assert ledger(office) == before


def ledger(office: Office) -> dict[str, bytes]:
    root = office.root / ".hongdan"
    files = [path for folder in ("drops", "originals") for path in (root / folder).rglob("*") if path.is_file()]
    return {str(path): path.read_bytes() for path in [*files, root / "journal.db"]}


def test_dropped_back_unchanged_the_copy_numbers_the_order(office: Office) -> None:
    office.drop("缺.xlsx", {"订单": [ORDER, order(number=None), order(number=None, product="P2")]})
    office.run("2026-10-05")
    copy = office.root / "outbox" / "退回修改" / "缺.xlsx"
    back = office.root / "inbox" / "缺.xlsx"
    back.write_bytes(copy.read_bytes())
    office.touched(back)
    office.run("2026-10-05")
    rows = office.table("订单状态.xlsx", "明细", "订单号")
    assert [(row["订单号"], row["行号"], row["产品编码"]) for row in rows] == [
        ("SO20261003-001", 1, "HY1001"),
        ("SO20261003-001", 2, "P2"),
    ]
    assert not copy.exists()
