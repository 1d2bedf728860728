"""Names that every file system and Excel take."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.names import (
    alike,
    safe_file_name,
    sheet_name,
    statement_file_names,
    unique_file_names,
)

AWKWARD = st.text(
    st.one_of(st.characters(), st.sampled_from('<>:"/\\|?*~. \t\n\x00\u202e公司有限CONprn1')), max_size=140
)
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@pytest.mark.parametrize(
    ("code", "name", "file"),
    [
        ("C001", "晨光便利店", "C001_晨光便利店.xlsx"),
        ("C001", "", "C001.xlsx"),
        ("A/B", "甲:乙*丙?", "A_B_甲_乙_丙_.xlsx"),
        ("..", "", "未命名.xlsx"),
        ("../../etc", "x", "__.._etc_x.xlsx"),
        ("~$C001", "x", "_$C001_x.xlsx"),
        (".x", "", "_x.xlsx"),
        ("C1", "公司.", "C1_公司.xlsx"),
        ("C1", "公司 . ", "C1_公司.xlsx"),
        ("con", "", "_con.xlsx"),
        ("CON.1", "x", "_CON.1_x.xlsx"),
        ("CONSUL", "", "CONSUL.xlsx"),
        ("COM1", "", "_COM1.xlsx"),
        ("COM10", "", "COM10.xlsx"),
        ("LPT9", "x", "LPT9_x.xlsx"),
        ("C1", "甲\n乙\t丙\u202e", "C1_甲乙丙.xlsx"),
    ],
)
def test_a_file_name_is_made_safe(code: str, name: str, file: str):
    assert safe_file_name(code, name) == file


def test_a_long_name_is_cut_and_the_code_is_not():
    code = "C" * 40
    name = safe_file_name(code, "公" * 100)
    assert name.startswith(f"{code}_公")
    assert name.endswith("公.xlsx")
    assert len(name.encode()) in range(196, 201)


def test_ascii_is_cut_at_100_characters():
    assert len(safe_file_name("C1", "x" * 92)) == 100
    assert safe_file_name("C1", "x" * 92) == safe_file_name("C1", "x" * 93)


@given(AWKWARD, AWKWARD)
def test_any_text_gives_a_name_that_stays_in_its_folder(code: str, name: str):
    file = safe_file_name(code, name)
    stem = file.removesuffix(".xlsx")
    assert not FORBIDDEN.search(file)
    assert len(file) <= 100
    assert len(file.encode()) <= 200
    assert stem == stem.rstrip(". ")
    assert stem
    assert file[0] not in "~. "
    assert not re.match(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|\Z)", stem)


@given(st.lists(st.tuples(AWKWARD, AWKWARD), max_size=8))
def test_names_are_unlike_whatever_the_customers_are_called(stems: list[tuple[str, str]]):
    names = unique_file_names(stems)
    assert len(names) == len(stems)
    assert len({alike(name) for name in names}) == len(names)


def test_statements_of_customers_alike_but_for_case_are_numbered():
    codes = pd.Series(["c1", "C1", "C/1", "C_1", "C2"], dtype="str")
    names = pd.Series(["x", "X", "y", "y", None], dtype="str")
    assert statement_file_names(codes, names).tolist() == [
        "c1_x.xlsx",
        "C1_X (2).xlsx",
        "C_1_y.xlsx",
        "C_1_y (2).xlsx",
        "C2.xlsx",
    ]


def test_a_customer_called_like_the_summary_does_not_replace_it():
    assert statement_file_names(pd.Series(["对账汇总"], dtype="str"), pd.Series([None], dtype="str")).tolist() == [
        "对账汇总 (2).xlsx"
    ]


def test_two_long_names_that_are_cut_alike_stay_apart_within_the_limits():
    names = unique_file_names([("C1", "公" * 90 + "甲"), ("C1", "公" * 90 + "乙")])
    assert names[0] != names[1]
    assert all(len(name.encode()) <= 200 for name in names)
    assert names[1].endswith(" (2).xlsx")


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("王师傅", "王师傅"),
        ("a/b[1]", "a_b_1_"),
        ("'x'", "x"),
        ("", "未命名"),
        ("History", "History_"),
        ("货" * 31, "货" * 31),
        ("货" * 32, "货" * 31),
        ("𠮷" * 16, "𠮷" * 15),
    ],
)
def test_a_sheet_name_is_made_safe(wanted: str, name: str):
    assert sheet_name(wanted, set()) == name


@given(st.lists(AWKWARD, max_size=8))
def test_sheet_names_are_unlike_and_within_31_characters(wanted: list[str]):
    taken: set[str] = set()
    names = [sheet_name(text, taken) for text in wanted]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name.encode("utf-16-le", "surrogatepass")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\\x00-\x1f]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")
