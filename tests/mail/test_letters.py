"""Wording of the office's own: taken where it is right, and told with file, line and placeholder where it is not."""

from pathlib import Path

import pytest

from pipeline.errors import SettingsInvalid
from pipeline.mail.letters import Letter, letters_in
from pipeline.mail.post import Kind
from schemas.sentences.letters import FILES

FACTS = {"name": "甲公司", "month": "2026-10", "company": "", "balance": "1.00"}


def worded(folder: Path, text: str, kind: Kind = Kind.STATEMENT, encoding: str = "utf-8") -> Letter:
    """A kind of message as a file of this text words it."""
    (folder / FILES[kind]).write_bytes(text.encode(encoding))
    return letters_in(folder, "zh")[kind]


def complaint(folder: Path, text: str) -> str:
    with pytest.raises(SettingsInvalid) as stopped:
        worded(folder, text)
    assert stopped.value.status == 3
    return stopped.value.sentence.zh


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", Kind)
def test_without_a_file_every_kind_has_a_wording_that_quotes_only_what_it_may(kind: Kind, lang: str, tmp_path: Path):
    letter = letters_in(tmp_path, lang)[kind]  # type: ignore[arg-type]
    assert letter.enclosure
    assert letter.filled(FACTS).subject[:1].isalnum(), "nothing is left of a company that is not named"
    (tmp_path / FILES[kind]).write_text(f"主题：{letter.subject}\n\n{letter.text}", encoding="utf-8")
    assert letters_in(tmp_path, lang)[kind] == letter  # type: ignore[arg-type]


def test_the_office_words_subject_attachment_and_text_in_either_language(tmp_path: Path):
    letter = worded(tmp_path, "\ufeff主题：{名称} {month}\nAttachment: {月份}_{名称}\n\n欠 {期末余额} 元 {{净额}}\n")
    assert letter.filled(FACTS) == Letter("甲公司 2026-10", "2026-10_甲公司", "欠 1.00 元 {净额}\n")


def test_what_does_not_apply_is_left_out_without_a_gap(tmp_path: Path):
    assert worded(tmp_path, "主题：{公司} 对账 {名称}\n正文").filled(FACTS).subject == "对账 甲公司"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("主题：{客户}\n", ["对账单.txt", "第 1 行", "{客户}"]),
        ("主题：x\n\n{客户编号}", ["第 3 行", "{客户编号}", "是不是 {客户编码}"]),
        ("主题：{name.__class__}\n", ["{name.__class__}"]),
        ("主题：{name!r}\n", ["{name!r}"]),
        ("主题：{name:>10}\n", ["{name:>10}"]),
        ("主题：{}\n", ["{}"]),
        ("主题：{高级}\n", ["{高级}"]),
        ("主题：{name\n", ["花括号"]),
        ("没有主题\n", ["主题"]),
        ("", ["主题"]),
        ("主题：{甲}\n{乙}\n", ["2 处", "{甲}", "{乙}"]),
    ],
)
def test_a_broken_one_is_told_with_file_line_and_placeholder(tmp_path: Path, text: str, told: list[str]):
    said = complaint(tmp_path, text)
    assert [part for part in told if part not in said] == []


def test_one_in_another_encoding_is_told(tmp_path: Path):
    (tmp_path / "对账单.txt").write_bytes("主题：甲".encode("gbk"))
    with pytest.raises(SettingsInvalid, match="UTF-8"):
        letters_in(tmp_path, "zh")
