"""The workbook in which it is done today: SUMIFS and VLOOKUP over the rows of the inbox, recalculated by LibreOffice.

It answers, a row each: what was shipped of every order line and what is left, whether the slip of every shipment is
back, for how many days it is out and with whom, and what every customer was charged, has paid and owes.

    python -m tests.bench.recalculated INBOX
"""

import io
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from tests.bench.by_hand import read

CONVERT = ("--headless", "--convert-to", "xlsx", "--outdir")
CARRIAGE = ("送货方式", "物流公司", "司机", "运费", "运费方式")
AS_OF = "DATE(2026,11,5)"
ALWAYS, NEVER = 0, 1
"""LibreOffice's words for when a workbook is recalculated as it is opened."""
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>{mode}</value></prop></item></oor:items>"""

Columns = dict[str, str]
"""Formulas by label, `{row}` for the row they stand in, `[sheet.label]` for a whole column."""

ORDERS: Columns = {
    "已发数量": "=SUMIFS([出库单.数量],[出库单.订单号],[#订单号],[出库单.产品编码],[#产品编码])",
    "未发数量": "=MAX(0,[#数量]-[#已发数量])",
    "客户": "=VLOOKUP([#客户编码],[客户资料],2,FALSE)",
}
SHIPMENTS: Columns = {
    "回单日期": '=IFERROR(VLOOKUP([#出库单号],[回单],2,FALSE),"")',
    "是否签字": '=IFERROR(VLOOKUP([#出库单号],[回单],3,FALSE),"")',
    "问题": '=IF([#回单日期]="","未收回",IF([#是否签字]="是","","未签字"))',
    "天数": f'=IF([#问题]="","",{AS_OF}-[#发货日期])',
    "责任人": '=IF(OR([#送货方式]="物流",[#送货方式]="快递"),[#物流公司],[#司机])',
}
CUSTOMERS: Columns = {
    "出库": "=SUMIFS([出库单.金额],[出库单.客户编码],[#客户编码])",
    "垫付": '=SUMIFS([出库单.运费],[出库单.客户编码],[#客户编码],[出库单.运费方式],"垫付")',
    "退货": "=SUMIFS([退货.退货金额],[退货.客户编码],[#客户编码])",
    "收款": "=SUMIFS([收款.收款金额],[收款.客户编码],[#客户编码])",
    "抹零": "=SUMIFS([收款.抹零],[收款.客户编码],[#客户编码])",
    "余额": "=[#出库]+[#垫付]-[#退货]-[#收款]-[#抹零]",
}


def tables_of(inbox: Path) -> dict[str, tuple[pd.DataFrame, Columns]]:
    """The rows of each sheet in the columns that are asked for, and the formulas beside them."""
    slips = read(inbox, "回单").drop_duplicates(["出库单号", "单据类型"], keep="last")
    red = slips[(slips["单据类型"] == "红单") & slips["回单日期"].notna()]
    return {
        "订单": (read(inbox, "订单")[["订单号", "行号", "客户编码", "产品编码", "数量", "金额"]], ORDERS),
        "出库单": (
            read(inbox, "出库单")[
                ["出库单号", "发货日期", "订单号", "客户编码", "产品编码", "数量", "金额", *CARRIAGE]
            ],
            SHIPMENTS,
        ),
        "回单": (red[["出库单号", "回单日期", "是否签字"]], {}),
        "收款": (read(inbox, "收款")[["收款单号", "客户编码", "收款金额", "抹零"]], {}),
        "退货": (read(inbox, "退货")[["退货单号", "客户编码", "退货金额"]], {}),
        "客户资料": (read(inbox, "客户资料")[["客户编码", "客户名称"]], CUSTOMERS),
    }


def workbook(tables: dict[str, tuple[pd.DataFrame, Columns]]) -> bytes:
    """The rows as values with the formulas beside them, whose values nobody knows yet."""
    stream = io.BytesIO()
    ranges = ranges_of(tables)
    with xlsxwriter.Workbook(stream, {"in_memory": True, "nan_inf_to_errors": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, (rows, formulas) in tables.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, [*rows.columns, *formulas])
            for place, column in enumerate(rows):
                form = day if pd.api.types.is_datetime64_any_dtype(rows[column]) else None
                known = rows[column].dropna()
                for row, value in zip(rows.index.get_indexer(known.index), known, strict=True):
                    sheet.write(int(row) + 1, place, value, form)
            for place, (_, formula) in enumerate(formulas.items(), start=len(rows.columns)):
                written = placed(formula, name, ranges)
                for row in range(1, len(rows) + 1):
                    sheet.write_formula(row, place, written.replace("{row}", str(row + 1)))
    return stream.getvalue()


def ranges_of(tables: dict[str, tuple[pd.DataFrame, Columns]]) -> dict[str, str]:
    """How formulas name whole columns, whole sheets, and the cells of their own row."""
    found = {}
    for name, (rows, formulas) in tables.items():
        labels, last = [*rows.columns, *formulas], len(rows) + 1
        letters = [xl_col_to_name(place) for place in range(len(labels))]
        found[f"[{name}]"] = f"{name}!$A$2:${letters[-1]}${last}"
        for label, letter in zip(labels, letters, strict=True):
            found[f"[{name}.{label}]"] = f"{name}!${letter}$2:${letter}${last}"
            found[f"{name}[#{label}]"] = f"{letter}{{row}}"
    return found


def placed(formula: str, sheet: str, ranges: dict[str, str]) -> str:
    """A formula with cells for names; the row stays open."""
    for name, cells in ranges.items():
        mine = name.removeprefix(sheet) if name.startswith(f"{sheet}[#") else name
        formula = formula.replace(mine, cells)
    return formula


def opened(file: Path, mode: int) -> tuple[float, Path]:
    """How long LibreOffice takes to open a workbook and save it again; where."""
    folder = file.parent / f"mode{mode}"
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(PROFILE.format(mode=mode))
    begun = time.perf_counter()
    subprocess.run(
        [str(office()), f"-env:UserInstallation={profile.parent.as_uri()}", *CONVERT, str(folder), str(file)],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - begun, folder / file.name


def office() -> str | None:
    """LibreOffice, where there is one."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def figures(file: Path) -> dict[str, float]:
    """What was shipped of all order lines, and how many shipments' slips are out: to see that the answers are there."""
    shipped = pd.read_excel(file, sheet_name="订单", usecols=["已发数量"], engine="openpyxl")["已发数量"].sum()
    problems = pd.read_excel(file, sheet_name="出库单", usecols=["出库单号", "问题"], engine="openpyxl")
    return {"shipped": float(shipped), "out": problems.dropna(subset=["问题"])["出库单号"].nunique()}


def main(inbox: Path) -> None:
    """Prints the seconds with and without recalculating, and some of the figures."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "VLOOKUP.xlsx"
        file.write_bytes(workbook(tables_of(inbox)))
        (always, answered), (never, _) = (opened(file, mode) for mode in (ALWAYS, NEVER))
        print(json.dumps({"always": always, "never": never, **figures(answered)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
