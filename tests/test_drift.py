"""Nothing is declared and forgotten: lists, sentences in both languages, and what the documents name."""

import ast
import dataclasses
import importlib
import pkgutil
import re
from collections.abc import Iterator
from string import Formatter

import pandera.pandas as pa
import pytest

import schemas.answers
import schemas.sentences
import schemas.sheets
from pipeline.cli import cli
from pipeline.reconcile.exceptions.rules import RULES
from schemas.answers.kind import AnswerKind
from schemas.registry import ANSWERS, SHEETS
from schemas.sentences.console import CONSOLE
from schemas.sentences.exceptions import EXCEPTIONS
from schemas.sentences.mail import MAIL
from schemas.sentences.notes import NOTES
from schemas.sentences.problems import PROBLEMS
from schemas.sentences.stops import STOPS
from schemas.sentences.watch import WATCH
from schemas.sheets.kind import SheetKind
from schemas.words import Words
from tests.test_layout import ROOT, parsed, sources

CODES_OF_THE_CONTRACT = [
    *("E101", "E102", "E103", "E104", "E201", "E202", "E203", "E301", "E302", "E303", "E304"),
    *("E401", "E402", "E403", "E404", "E405", "E406", "E407", "E501", "E502", "E503", "E505"),
    *("E601", "E602", "E603", "E701", "E702", "E703", "E704", "E705", "E706", "E901", "E902", "E903", "E904"),
]
CODE_STANDS_AT = {"Fault": 0, "rule": 0, "Refused": 0, "Finding": 2}
"""Where, among the arguments of a call, the code of a problem stands."""


def modules_of(package: object) -> Iterator[object]:
    """Every module of a package."""
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):  # type: ignore[attr-defined]
        yield importlib.import_module(found.name)


def declared(package: object, kind: type) -> set[str]:
    """The names under which things of a kind are declared in the modules of a package."""
    return {value.name for module in modules_of(package) for value in vars(module).values() if isinstance(value, kind)}


def words_in(value: object, where: str) -> Iterator[tuple[str, Words]]:
    """All Words in a value, however deep, with where they stand."""
    if isinstance(value, Words):
        yield where, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from words_in(inner, f"{where}[{key}]")
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from words_in(inner, where)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from words_in(getattr(value, field.name), f"{where}.{field.name}")


def all_words() -> list[tuple[str, Words]]:
    """Every sentence and label that people may read."""
    sentences = [
        found
        for module in modules_of(schemas.sentences)
        for name, value in vars(module).items()
        if not name.startswith("__")
        for found in words_in(value, f"{module.__name__}.{name}")  # type: ignore[attr-defined]
    ]
    kinds = [*SHEETS.values(), *ANSWERS.values()]
    cells = [found for kind in kinds for found in words_in(kind.cells, kind.name)]
    return [*sentences, *cells, *((kind.name, kind.label) for kind in kinds)]


def placeholders(text: str) -> set[str]:
    """What a sentence quotes."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def texts() -> set[str]:
    """Every string that stands in the program, outside of the tables of sentences."""
    return {
        node.value
        for path in sources()
        if "sentences" not in path.parts
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


# --- lists are complete ------------------------------------------------------------------------


def test_every_sheet_and_every_answer_that_is_declared_is_on_the_list():
    assert declared(schemas.sheets, SheetKind) == set(SHEETS)
    assert declared(schemas.answers, AnswerKind) == set(ANSWERS)
    assert all(name == kind.name for name, kind in (SHEETS | ANSWERS).items())


def test_every_sheet_model_belongs_to_a_sheet():
    models = {kind.model for kind in SHEETS.values()}
    made = {
        value
        for module in modules_of(schemas.sheets)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, pa.DataFrameModel) and value.__module__ == module.__name__  # type: ignore[attr-defined]
    }
    assert {model for model in made if not any(issubclass(other, model) for other in models)} == set()


def test_every_exception_of_the_contract_has_its_sentences_and_a_rule_has_sentences():
    assert sorted(EXCEPTIONS) == CODES_OF_THE_CONTRACT
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert set(codes) <= set(EXCEPTIONS)


def test_the_exceptions_of_this_version_have_their_rules():
    asked = {"E101", "E102", "E201", "E202", "E304", "E501", "E602", "E901", *(f"E40{n}" for n in range(1, 8))}
    assert asked <= {rule.code for rule in RULES}


# --- sentences ---------------------------------------------------------------------------------


def test_every_sentence_stands_in_both_languages_and_quotes_the_same():
    found = all_words()
    assert len(found) > 300
    for where, (zh, en) in found:
        assert bool(zh.strip()) == bool(en.strip()), f"{where} is blank in one language"
        assert placeholders(zh) == placeholders(en), f"{where}: {zh} / {en}"


def test_no_english_sentence_is_chinese():
    ours = re.compile("[\u4e00-\u9fff]")
    quoted = re.compile(r"[\u4e00-\u9fff]+")
    labels = {label.zh for _, label in all_words()}
    for where, (_, en) in all_words():
        if ours.search(en) and len("".join(quoted.findall(en))) > len(en) / 2:
            assert en in labels, f"{where} is not in English: {en}"


def test_every_problem_that_the_program_finds_has_its_sentence():
    used = [
        (f"{path.name}:{call.lineno}", argument.value)
        for path in sources()
        for call in ast.walk(parsed(path))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in CODE_STANDS_AT
        for argument in call.args[CODE_STANDS_AT[call.func.id] :][:1]
        if isinstance(argument, ast.Constant)
    ]
    assert len(used) > 30
    assert [(place, code) for place, code in used if code not in PROBLEMS] == []


@pytest.mark.parametrize(
    "table",
    [PROBLEMS, NOTES, CONSOLE, STOPS, WATCH, MAIL],
    ids=["PROBLEMS", "NOTES", "CONSOLE", "STOPS", "WATCH", "MAIL"],
)
def test_no_sentence_stands_for_nothing(table: dict[str, object]):
    known = texts()
    spoken = {code for code in table if code in known or code.removesuffix("_like") in known}
    assert set(table) - spoken == set()


# --- documents ---------------------------------------------------------------------------------


def documents() -> str:
    """The README and everything in docs/."""
    return "\n".join(path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])


def test_the_documents_name_every_command():
    assert {name for name in cli.commands if f"hongdan {name}" not in documents()} == set()


def test_the_documents_name_every_sheet_and_every_report():
    told = documents()
    assert {kind.label.zh for kind in SHEETS.values() if kind.label.zh not in told} == set()
    assert {kind.label.zh for kind in ANSWERS.values() if kind.label.zh not in told} == set()


def test_the_documents_name_every_exception():
    assert {rule.code for rule in RULES if rule.code not in documents()} == set()


def test_the_readme_names_every_exit_status():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {status for status in (0, 1, 2, 3, 4, 5, 70) if not re.search(rf"\| `?{status}`? \|", readme)} == set()


def test_the_version_is_the_same_everywhere():
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version is not None
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{version[1]}]" in changes


def test_every_link_between_the_documents_leads_somewhere():
    for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.name} → {link}"
