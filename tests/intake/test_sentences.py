"""Every problem and note has its sentence in both languages, and every code that can come up has one."""

import re
from pathlib import Path
from string import Formatter

import pytest

import pipeline
import schemas
from pipeline.problems import Problem, problem_words
from schemas.sentences.notes import NOTES, note_words
from schemas.sentences.problems import PROBLEMS
from tests.intake.made import ORDER, read

ROOT = Path(pipeline.__file__).parent, Path(schemas.__file__).parent


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("words", [w for s in PROBLEMS.values() for w in s] + list(NOTES.values()))
def test_both_languages_quote_the_same(words):
    assert placeholders(words.zh) == placeholders(words.en)
    assert re.search("[\u4e00-\u9fff]", words.zh) and not re.search("[\u4e00-\u9fff]", words.en)


@pytest.mark.parametrize("words", [words for sentence in PROBLEMS.values() for words in sentence])
def test_a_sentence_ends_before_the_next_one_begins(words):
    assert words.zh[-1] in "。？" and words.en[-1] in ".?”"


def test_every_code_that_a_reader_rule_or_refusal_names_has_its_sentence():
    named = set()
    for root in ROOT:
        for path in (*root.glob("intake/*.py"), *root.glob("sheets/*.py"), *root.glob("cells.py")):
            named |= set(re.findall(r'(?:Fault|Refused|@rule)\(\s*"([a-z_]+)"', path.read_text("utf-8")))
    assert len(named) > 35
    assert named - set(PROBLEMS) == set()


def test_a_problem_reads_as_a_sentence_in_both_languages():
    head = [*ORDER, "付款方式"]
    reading = read([head, ["SO1", "3/4/26", "C1", "P1", -3, 2, "赊账"]])
    said = [problem_words(problem, "zh") for problem in reading.problems]
    assert said == [
        ("下单日期“3/4/26”看不出年月日。", "请写成 2026-03-04 的样子。"),
        ("数量“-3”不是大于 0 的数。", "请改成实际的数；退货请用退货表，退款请用收款表的负数。"),
        ("付款方式“赊账”不在可选的词里。", "请改成其中之一：月结、现结、款到发货、定金。"),
    ]
    assert problem_words(reading.problems[2], "en")[1] == "Use one of: monthly, cash, prepaid, deposit."


def test_a_refusal_names_kind_and_columns_in_the_readers_language():
    refusal = read([["订单号", "下单日期", "数量"], ["SO1", "", ""]]).refusal
    assert problem_words(refusal, "zh")[0] == "没有认得的表。最接近的是“订单”，缺少：单价。"
    assert (
        problem_words(refusal, "en")[0] == "No sheet in it is known. The nearest is “Orders”, which lacks: Unit price."
    )


def test_a_document_that_stays_as_last_accepted_says_so():
    problem = Problem("a.xlsx", "表", 2, 1, "required_blank", field="订单号", still_counts=True)
    assert problem_words(problem, "zh")[0] == "订单号没有填。（上次接受的版本仍然有效。）"


def test_notes_read_as_sentences():
    note = ("alias_not_read", (("cell", "B1"), ("column", "orders.order_no"), ("label", "单号"), ("read", "订单号")))
    assert note_words(note, "zh") == "B1“单号”没有读：订单号已从“订单号”列读取。"
    own = ("own_report", (("answer", "statement_lines"),))
    assert note_words(own, "en") == "Our own report “Statement”, not read as data."
