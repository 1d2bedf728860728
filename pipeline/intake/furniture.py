"""Rows of a printed sheet to those that only frame it: titles and footers that come again on every page."""

import re
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.intake.grid import RawSheet
from pipeline.intake.labels import MARKS
from schemas.cells import folded

MADE = (
    "制表 制表人 制单 制单人 编制 编制人 填表 填表人 填报人 开单 开单人 录入人 打印人 经办 经办人 "
    "主管 部门主管 财务 财务主管 会计 出纳 仓管 仓管员 仓库 保管 保管员"
)
APPROVED = "审核 审核人 复核 复核人 审批 审批人 批准 批准人"
SIGNED = "发货人 送货人 提货人 收货人 签收人 客户签字 客户签收 签字 签名 盖章 公章"
DATED = "日期 制表日期 制单日期 打印日期 打印时间 导出时间 导出日期 填表日期 报表日期 统计日期"
SAID = "备注 说明 注 附注 页码"
IN_WORDS = "大写金额 金额大写 合计大写 合计(大写) 合计金额(大写) 人民币大写 人民币(大写)"
ENGLISH = (
    "preparedby checkedby reviewedby approvedby signature signedby printedon printedat date note notes remark page"
)
BEGINNINGS = frozenset(
    folded(word) for words in (MADE, APPROVED, SIGNED, DATED, SAID, IN_WORDS, ENGLISH) for word in words.split()
)
"""What a footer begins with, before its colon."""

COUNT = "[0-9一二三四五六七八九十]+"
PAGE = re.compile(rf"(第{COUNT}页)?[/,，、]?([共总]{COUNT}页)?|page[0-9]+((of|/)[0-9]+)?")
ENDINGS = frozenset(
    ("以下空白", "此页空白", "本页完", "接下页", "转下页", "续下页", "接上页", "承上页", "续上页", "完")
)
MAY_FRAME = r"[:：]|页|[Pp][Aa][Gg][Ee]|空白|[上下]页|\p{Han}"
MOST_CELLS = 8
"""A row with more cells than this is data."""
DIGITS = re.compile(r"[0-9]+")
HAN = re.compile("[\u4e00-\u9fff]")


@lru_cache(maxsize=4096)
def is_footer(text: str) -> bool:
    """Whether a cell says who made or signed the sheet, when, which page it is, or a note to all of it.

    Only the closed lists here count, and a name, a date or a note only behind a colon.
    """
    word = folded(text)
    beginning, colon, _ = word.partition(":")
    return (
        bool(colon and beginning in BEGINNINGS)
        or word in ENDINGS
        or bool(word.strip(MARKS) and PAGE.fullmatch(word.strip(MARKS)))
    )


def is_bare_footer(text: str) -> bool:
    """Whether a footer leaves what it is about to the next cell: `制表人：`."""
    return folded(text).rstrip(":") in BEGINNINGS


def framing(sheet: RawSheet, rows: np.ndarray, keys: pa.Array, top: int) -> np.ndarray:
    """Which rows only frame the table: every cell of them is a footer or, but for its digits, a title above the header.

    A cell behind a bare footer counts as part of it. A row with anything else in it is data.

    Args:
        sheet: The sheet.
        rows: Rows under the header, from 0.
        keys: Their cells in the column of the document's key.
        top: The first row of the header, from 0.
    """
    may = pc.fill_null(pc.match_substring_regex(keys, MAY_FRAME), True).to_numpy(zero_copy_only=False)
    may = np.flatnonzero(may & (sheet.own[rows].sum(axis=1) <= MOST_CELLS))
    frames = np.zeros(len(rows), dtype=bool)
    if len(may):
        frames[may] = _all_framing(sheet, rows[may], _titles(sheet, top))
    return frames


def _all_framing(sheet: RawSheet, rows: np.ndarray, titles: frozenset[str]) -> np.ndarray:
    left, behind_bare = np.ones(len(rows), dtype=bool), np.zeros(len(rows), dtype=bool)
    for column in range(len(sheet.columns)):
        own = sheet.own[rows, column]
        if not (own & left).any():
            continue
        cells = sheet.cells(column, rows)
        framing = where(cells, lambda text: is_footer(text) or title_core(text) in titles, own & left)
        bare = where(cells, is_bare_footer, own & left)
        left &= ~own | framing | bare | behind_bare
        behind_bare = np.where(own, bare, behind_bare)
    return left


def _titles(sheet: RawSheet, top: int) -> frozenset[str]:
    """The texts above the header, as `title_core` compares them."""
    above = {column[row].as_py() for column in sheet.columns for row in range(top) if column[row].is_valid}
    return frozenset(core for text in above if HAN.search(core := title_core(text)))


def title_core(text: str) -> str:
    """A title without what differs from page to page: its digits."""
    return DIGITS.sub("", folded(text))


def above_repeats(sheet: RawSheet, rows: np.ndarray, repeats: np.ndarray, frames: np.ndarray) -> np.ndarray:
    """Rows between two blocks that head the next one: right above a repeated header, one cell, words without a digit.

    Args:
        sheet: The sheet.
        rows: Rows under the header, from 0.
        repeats: Which of them repeat the header.
        frames: Which of them frame the table.
    """
    heads = np.zeros(len(rows), dtype=bool)
    for at in np.flatnonzero(repeats).tolist():
        before = at - 1
        while before >= 0 and (frames[before] or _is_heading(sheet, int(rows[before]))):
            heads[before] = not frames[before]
            before -= 1
    return heads


def _is_heading(sheet: RawSheet, row: int) -> bool:
    filled = np.flatnonzero(sheet.own[row])
    text = sheet.columns[filled[0]][row].as_py() if len(filled) == 1 else None
    return bool(text and HAN.search(text) and not DIGITS.search(folded(text)))


def where(texts: pa.Array, says: Callable[[str], bool], among: np.ndarray) -> np.ndarray:
    """Which cells say something, asked once a distinct text."""
    found = np.zeros(len(texts), dtype=bool)
    places = np.flatnonzero(among & texts.is_valid().to_numpy(zero_copy_only=False))
    if len(places):
        distinct = texts.take(pa.array(places)).dictionary_encode()
        answers = np.array([says(text) for text in distinct.dictionary.to_pylist()], dtype=bool)
        found[places] = answers[distinct.indices.to_numpy()]
    return found
