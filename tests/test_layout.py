"""How the house is built: imports point one way, rooms have names of their own, and style that no linter checks."""

import ast
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST = 300

LONGER_FOR_A_REASON = {
    "schemas/cells.py": "all that a cell may hold and how a column is declared, in one place",
    "schemas/sentences/exceptions.py": "one table of sentences",
    "schemas/sentences/problems.py": "one table of sentences",
    "pipeline/cli.py": "every command, each a few lines",
    "pipeline/keys.py": "all that the settings may say, key by key",
    "pipeline/report/workbook.py": "the only module that knows xlsxwriter",
}

FLOOR = {"pipeline.problems", "pipeline.errors", "schemas"}
MAY_IMPORT = {
    "schemas": {"schemas"},
    "pipeline.intake": FLOOR | {"pipeline.intake"},
    "pipeline.ledger": FLOOR
    | {"pipeline.ledger", "pipeline.intake", "pipeline.workers", "pipeline.remote", "pipeline.desk"},
    "pipeline.reconcile": {"schemas", "pipeline.reconcile", "pipeline.calendar"},
    "pipeline.report": FLOOR | {"pipeline.report", "pipeline.intake", "pipeline.reconcile.answers"},
    "pipeline.mail": FLOOR
    | {"pipeline.mail", "pipeline.report.names", "pipeline.whole", "pipeline.toml", "pipeline.complaints"},
    "pipeline.demo": FLOOR | {"pipeline.demo", "pipeline.report", "pipeline.whole", "pipeline.home"},
}
"""What the modules of a room may import of our own: what stands before it on the way from inbox to outbox."""

ROOMS = {
    *("pipeline.intake", "pipeline.ledger", "pipeline.reconcile", "pipeline.report", "pipeline.mail", "pipeline.demo")
}
TOP = {
    *("run", "cli", "console", "check", "record", "sample", "trace", "templates", "settings", "keys", "copies"),
    *("books", "close", "closed_summary", "held_back", "verify", "closing_told", "strangers", "memories"),
    *("damage", "rebuild", "repairs_told", "faults", "looks", "watch", "watching", "duties", "due", "due_told"),
    *("arrivals", "outcome", "run_told", "last_run", "kept", "made", "as_loaded"),
    *("overview", "doctor", "doctor_told", "checkup"),
    *("addressed", "mailing", "mailing_told", "drafting"),
}
"""Modules of pipeline/ that know the rooms; the others there are the floor on which the rooms stand."""

ONLY_IN = {
    "xlsxwriter": {f"pipeline.report.{name}" for name in ("workbook", "formats", "outline", "packed", "sheet")},
    "openpyxl": set[str](),
    "fastexcel": {"pipeline.intake.grid"},
    "python_calamine": {"pipeline.intake.grid", "pipeline.intake.typed"},
    "lxml": {"pipeline.intake.webpage", "pipeline.intake.spreadsheetml", "pipeline.intake.opendocument"},
    "msoffcrypto": {
        *("pipeline.intake.sniff", "pipeline.intake.unlock", "pipeline.intake.opendocument_lock"),
        "pipeline.mail.protect",
    },
    "cryptography": {"pipeline.intake.opendocument_lock"},
    "olefile": {"pipeline.intake.biff", "pipeline.intake.misread", "pipeline.intake.excel95"},
    "xlrd": {"pipeline.intake.excel95"},
    "sqlite3": {"pipeline.ledger.journal", "pipeline.ledger.shape", "pipeline.ledger.transcript"},
    "multiprocessing": {"pipeline.processes", "pipeline.guarded"},
    "click": {"pipeline.cli", "pipeline.options"},
    "rich": {"pipeline.progress", "pipeline.screen"},
    "filelock": {"pipeline.lock", "pipeline.desk"},
    "dask": {"pipeline.cluster"},
    "distributed": {"pipeline.cluster"},
    "fsspec": {"pipeline.remote"},
    "jinja2": {"pipeline.report.html"},
    "cn2an": {"pipeline.report.capitals"},
    "smtplib": {"pipeline.mail.server"},
    "keyring": {"pipeline.mail.passwords"},
    "chinese_calendar": {"pipeline.calendar"},
}
"""The one module that knows a library, so that another can take its place."""

CATCHES_ALL = {
    "pipeline/cli.py": "the one place where anything may arrive",
    "pipeline/watch.py": "the watch goes on after whatever happened to one run",
    "pipeline/doctor.py": "whatever is broken, the other lines are said",
    "pipeline/guarded.py": "whatever goes wrong with one file is told of that file alone",
    "pipeline/cluster.py": "whatever a piece raises on a worker is raised where the run is",
    "pipeline/remote.py": "each kind of storage has errors of its own for what went wrong on the way there",
    "pipeline/intake/grid.py": "a panic of the Rust reader is a BaseException of its own",
}
READS_THE_CLOCK = {"pipeline/days.py": "today, for a run that names no day; when a run began"}
NOBODY_KNOWS_WHAT_IS_IN = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "managers",
    "base",
    "core",
}


def sources() -> list[Path]:
    """Every module of the program."""
    return sorted(path for room in ("pipeline", "schemas") for path in (ROOT / room).rglob("*.py"))


def name_of(path: Path) -> str:
    """The module that a file is."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def modules() -> frozenset[str]:
    """Every module of the program by name."""
    return frozenset(map(name_of, sources()))


def short(path: Path) -> str:
    """A file as the lists above name it."""
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> frozenset[str]:
    """Every module that a file imports, inside functions too, as `from a import b` means it: a.b, if that is one."""
    names: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= (inner & modules()) or {str(node.module)}
    return frozenset(names)


def below(module: str, rooms: set[str]) -> bool:
    """Whether a module is one of these, or lies in one."""
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


def ours(path: Path) -> set[str]:
    """The modules of ours that a file imports."""
    return {module for module in imported(path) if below(module, {"pipeline", "schemas"})}


def calls(path: Path) -> Iterator[ast.Call]:
    """Every call of a method in a file."""
    return (node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call))


def found(what: Callable[[Path], Iterator[int]], allowed: dict[str, str] | None = None) -> list[str]:
    """Where something stands that should not, as file:line."""
    allowed = allowed or {}
    return [f"{short(path)}:{line}" for path in sources() if short(path) not in allowed for line in what(path)]


def method_calls(*names: str) -> Callable[[Path], Iterator[int]]:
    """Finds the lines on which methods of these names are called."""

    def lines(path: Path) -> Iterator[int]:
        for call in calls(path):
            if isinstance(call.func, ast.Attribute) and call.func.attr in names:
                yield call.lineno

    return lines


# --- one direction -----------------------------------------------------------------------------


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_nothing_points_left(room: str):
    for path in sources():
        if below(name_of(path), {room}):
            wrong = {module for module in ours(path) if not below(module, MAY_IMPORT[room])}
            assert not wrong, f"{short(path)} imports {sorted(wrong)}"


def test_the_floor_knows_nothing_of_the_rooms():
    for path in (ROOT / "pipeline").glob("*.py"):
        if path.stem not in TOP:
            top = {f"pipeline.{name}" for name in TOP}
            wrong = {module for module in ours(path) if below(module, ROOMS | top)}
            assert not wrong - {"pipeline.keys"}, f"{short(path)} imports {sorted(wrong)}"


def test_every_room_has_its_rule():
    rooms = {f"pipeline.{path.name}" for path in (ROOT / "pipeline").iterdir() if (path / "__init__.py").exists()}
    assert rooms == ROOMS


def test_no_import_sits_in_a_loop():
    graph = {name_of(path): ours(path) - {name_of(path)} for path in sources()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_that_may_be_replaced_is_known_to_one_module(library: str):
    for path in sources():
        knows = any(below(module, {library}) for module in imported(path))
        assert not knows or name_of(path) in ONLY_IN[library], f"{short(path)} imports {library}"


# --- rooms and modules -------------------------------------------------------------------------


def test_no_room_is_called_after_nothing():
    everywhere = [path for room in ("pipeline", "schemas", "tests") for path in (ROOT / room).rglob("*.py")]
    for path in everywhere:
        parts = set(path.relative_to(ROOT).with_suffix("").parts)
        assert not parts & NOBODY_KNOWS_WHAT_IS_IN, f"{short(path)} says nothing of what is in it"


def test_a_module_is_short_or_has_a_reason():
    lengths = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    long = {path for path, lines in lengths.items() if lines > LONGEST}
    assert long <= set(LONGER_FOR_A_REASON), f"over {LONGEST} lines: {sorted(long - set(LONGER_FOR_A_REASON))}"
    assert long >= set(LONGER_FOR_A_REASON), "a module became short enough to need no reason any more"


def test_everything_public_says_what_it_is():
    def silent(path: Path) -> Iterator[int]:
        tree = parsed(path)
        if not ast.get_docstring(tree):
            yield 1
        classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
        for node in [*tree.body, *(inner for outer in classes for inner in outer.body)]:
            named = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
            if named and not node.name.startswith("_") and not ast.get_docstring(node):
                yield node.lineno

    assert found(silent) == []


def test_a_module_opens_with_one_sentence():
    def opens_badly(path: Path) -> Iterator[int]:
        first, *rest = (ast.get_docstring(parsed(path)) or "").splitlines() or [""]
        if not first.endswith(".") or (rest and rest[0]):
            yield 1

    assert found(opens_badly) == []


# --- style that no linter checks ---------------------------------------------------------------


def test_no_row_is_looped_over():
    assert found(method_calls("iterrows", "applymap")) == []

    def apply_by_row(path: Path) -> Iterator[int]:
        for call in calls(path):
            by_row = any(keyword.arg == "axis" for keyword in call.keywords)
            if by_row and isinstance(call.func, ast.Attribute) and call.func.attr in ("apply", "transform"):
                yield call.lineno

    assert found(apply_by_row) == []


def test_every_merge_says_what_it_expects_to_match():
    def bare(path: Path) -> Iterator[int]:
        for call in calls(path):
            said = {keyword.arg for keyword in call.keywords}
            if isinstance(call.func, ast.Attribute) and call.func.attr == "merge" and "validate" not in said:
                yield call.lineno

    assert found(bare) == []


def test_no_table_is_changed_in_place():
    def in_place(path: Path) -> Iterator[int]:
        for call in calls(path):
            if any(keyword.arg == "inplace" for keyword in call.keywords):
                yield call.lineno

    assert found(in_place) == []


def test_only_what_is_expected_is_caught():
    def catches_all(path: Path) -> Iterator[int]:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ExceptHandler):
                caught = "" if node.type is None else ast.unparse(node.type)
                if node.type is None or re.search(r"\b(Base)?Exception\b", caught):
                    yield node.lineno

    assert found(catches_all, CATCHES_ALL) == []


def test_nobody_below_the_command_reads_the_clock():
    assert found(method_calls("now", "today", "utcnow"), READS_THE_CLOCK) == []


def test_nothing_is_left_for_later():
    marks = re.compile(r"#.*\b(TODO|FIXME|XXX|HACK)\b")

    def left(path: Path) -> Iterator[int]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if marks.search(line):
                yield number

    assert found(left) == []


# --- what is in the repository -----------------------------------------------------------------

ALLOWED_AT_THE_TOP = {
    "pipeline", "schemas", "inbox", "outbox", "tests", "docs", ".ci",
    "pyproject.toml", "requirements.lock", "Makefile", "README.md", "LICENSE", "CHANGELOG.md",
    ".gitignore", ".gitattributes",
    "hongdan.toml",  # the settings of the sample: the repository is a home itself
}  # fmt: skip
ADDRESSES = re.compile(
    r"(?<![\w.~])/(?:work|root|tmp|home|opt|Users|etc/xdg)/[\w.-]"  # a path of somebody's machine
    r"|pypi\.|pythonhosted|--(?:extra-)?index-url|--find-links|\bfile://"  # where packages come from
)


def tracked() -> list[str]:
    """The files of the repository; outside of one there is nothing to look at."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a repository")
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_the_top_holds_what_belongs_there():
    assert {name.split("/")[0] for name in tracked()} <= ALLOWED_AT_THE_TOP


def test_no_file_names_a_machine_or_where_packages_come_from():
    for name in tracked():
        path = ROOT / name
        if path.suffix in (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".png") or path == Path(__file__):
            continue
        text = path.read_bytes().decode("utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            assert not ADDRESSES.search(line), f"{name}:{number} names a place: {line.strip()}"


def test_every_version_is_pinned_once_and_the_lock_file_covers_what_is_declared():
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = dict(re.match(r"([\w.-]+)==[\w.]+(; .+)?\Z", line).group(1, 2) for line in lines)  # type: ignore[union-attr]
    assert len(pins) == len(lines)
    assert {marker for marker in pins.values() if marker} <= {'; sys_platform == "win32"'}
    locked = set(lines)
    declared = re.findall(r"\"([\w-]+==[\w.]+)\"", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert {alike(pin) for pin in declared} <= {alike(pin) for pin in locked}
    assert len(declared) > 15


def alike(pin: str) -> str:
    """A pin as package names are compared."""
    return re.sub(r"[-_.]+", "-", pin.split("==")[0]).lower() + "==" + pin.split("==")[1]


@pytest.mark.parametrize(
    ("text", "library", "lines"),
    [
        ("import xlsxwriter.utility", "xlsxwriter", []),
        ("def late():\n    from openpyxl import load_workbook", "openpyxl", []),
        ("rows = [row for row in table.iterrows()]", "", [1]),
    ],
)
def test_these_checks_see_what_they_look_for(tmp_path: Path, text: str, library: str, lines: list[int]):
    wrong = tmp_path / "wrong.py"
    wrong.write_text(text, encoding="utf-8")
    assert any(below(module, {library}) for module in imported(wrong)) == bool(library)
    assert list(method_calls("iterrows")(wrong)) == lines


@pytest.mark.parametrize(
    "line",
    ["see /" + "work/x", "at '/" + "tmp/a", "--index" + "-url=x", "https://py" + "pi.org/simple", "file:" + "//x"],
)
def test_an_address_is_seen_and_ordinary_text_is_not(line: str):
    assert ADDRESSES.search(line)
    assert not ADDRESSES.search("inbox/订单.xlsx, tmp_path / 'work', https://example.org/tmp and 2026/10/3")
