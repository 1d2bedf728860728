"""A heading or a marker word as somebody typed it to the form in which labels are compared."""

import re
from functools import lru_cache

from schemas.cells import folded

MONEY = "元 圆 人民币 RMB CNY ¥ 含税"
COUNTED = "单位 件 个 只 台 套 箱 盒 包 袋 瓶 桶 罐 卷 张 条 根 支 把 片 块 对 双 副 组 打 本 册 份 pcs ea set ctn box"
MEASURED = "米 厘米 毫米 千米 m cm mm km 平方米 平米 立方米 m2 m3 升 毫升 l ml 克 千克 公斤 斤 吨 g kg t"
TIMED = "天 日 小时 days 年月日 年-月-日 yyyy-mm-dd yyyymmdd yyyy.mm.dd hh:mm"
MARKED = "必填 选填 可选 required optional 是 否 y n yes no"
UNITS = frozenset(folded(unit) for units in (MONEY, COUNTED, MEASURED, TIMED, MARKED) for unit in units.split())
"""What may stand in brackets behind a label without changing its meaning; anything else there makes another column:
万元 is not 元, and 不含税 is not the price we mean."""

BRACKETED = re.compile(r"(.+)[(\[【〔<{]([^()\[\]【】〔〕<>{}]*)[)\]】〕>}]\Z")
BRACKETED_BEFORE = re.compile(r"[(\[【〔<{]([^()\[\]【】〔〕<>{}]*)[)\]】〕>}](.+)\Z")
ENCLOSED = re.compile(r"[(\[【〔<{]([^()\[\]【】〔〕<>{}]+)[)\]】〕>}]\Z")
BEHIND_SLASH = re.compile(r"(.+)/([^/]+)\Z")
MARKS = "*:;,.。、※★☆●◆■▲▼!?#_-—~¥'\""
FILLERS = ("信息", "资料", "情况", "明细", "详情", "内容", "数据")
TOTALS = frozenset(folded(word) for word in ("合计", "小计", "总计", "累计", "本页合计", "total", "subtotal"))


@lru_cache(maxsize=4096)
def label(text: str) -> str:
    """A label for comparing: NFKC, no white space, one case, no unit or mark at its end, none before it."""
    word = folded(text)
    while True:
        bare = word.strip(MARKS)
        for ending in (BRACKETED, BEHIND_SLASH):
            if (found := ending.match(bare)) and _is_unit(found[2]):
                bare = found[1]
        if (found := BRACKETED_BEFORE.match(bare)) and _is_unit(found[1]):
            bare = found[2]
        if found := ENCLOSED.match(bare):
            bare = found[1]
        if bare == word:
            return word
        word = bare


def _is_unit(text: str) -> bool:
    parts = re.split("[/:,、或]", text.strip(MARKS))
    return all(part in UNITS or part.removeprefix("单位") in UNITS for part in parts if part) or text in UNITS


def without_filler(group: str) -> str:
    """What stands over several labels, without the word that only says that they belong together: 客户信息 is 客户."""
    return next((group.removesuffix(word) for word in FILLERS if group.endswith(word)), group)


def is_total(text: str) -> bool:
    """Whether a cell says that its row is a total."""
    return label(text) in TOTALS


def is_example(text: str) -> bool:
    """Whether a document's key says that its row only shows how to fill in the sheet."""
    word = folded(text)
    return word.startswith("示例") or word == "example"
