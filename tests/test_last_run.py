"""When a run has nothing to do: everything that the last one rested on and wrote is as it was, and nothing else."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

import pipeline.grounds
from pipeline.days import now
from pipeline.home import Home
from pipeline.last_run import Told, place, unchanged
from pipeline.ledger.sums import digest
from pipeline.ledger.transcript import line_of
from pipeline.lock import lock
from pipeline.made import built
from pipeline.program import program
from pipeline.run import run
from pipeline.run_told import told_of
from pipeline.watch import Ran, attempt
from tests.contract.office import Office
from tests.forms import FULL

AS_OF = date(2026, 11, 2)
"""A Monday: its list of slips to chase is kept with its date."""
H = ["订单号", "下单日期", "客户编码", "品名", "数量", "单价"]
ORDERS = [H, ["S1", "2026-10-01", "C1", "合页", 2, 3], ["S2", "2026-10-01", "C1", "合页", 0, 3]]
SHIPPED = [
    ["出库单号", "发货日期", "订单号", "客户编码", "品名", "数量", "单价"],
    *([f"CK{day}", f"2026-{day}-02", "S1", "C1", "合页", 1, 3] for day in ("09", "10")),
]
TAKES_LONG = ("pandas", "pyarrow", "pydantic", "rapidfuzz", "multiprocessing", "importlib.metadata", "rich")
QUIET = "import sys; from pipeline.cli import cli; cli(sys.argv[1:], standalone_mode=False); print(sorted(sys.modules))"


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office that closed a month and then ran; nobody touches it."""
    office = Office(tmp_path_factory.mktemp("office"))
    office.drop("a.xlsx", {"订单": ORDERS, "出库单": SHIPPED})
    office.drop("b.xlsx", {"订单": [H, ["S3", "2026-10-01", "C2", "合页", 1, 3]]})
    assert office.hongdan("close", "2026-09", "--as-of", "2026-10-05").exit_code == 0
    office.run(AS_OF.isoformat())
    return office


@pytest.fixture
def office(worked: Office, tmp_path: Path) -> Office:
    """The same office, to be changed."""
    return worked.moved_to(tmp_path / "office")


def again(office: Office) -> Told | None:
    """What a run like the last one tells that has nothing to do."""
    return unchanged(Home(office.root), AS_OF, None)


def one(office: Office, pattern: str) -> Path:
    """The first of the files that a pattern names."""
    return sorted(office.root.glob(pattern))[0]


def original(office: Office, name: str) -> Path:
    """What was kept of a file of the inbox."""
    return one(office, f".hongdan/originals/{digest(office.root / 'inbox' / name)}")


def altered(path: Path) -> None:
    """One byte in the middle becomes another; size and time are as before."""
    stat, content = path.stat(), bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def cut(path: Path) -> None:
    """The last byte goes."""
    path.write_bytes(path.read_bytes()[:-1])


# --- nothing changed


def test_what_is_told_at_once_is_word_for_word_what_a_run_tells_that_works_and_changes_nothing(office: Office) -> None:
    told, before = again(office), office.outbox()
    assert told is not None
    assert attempt(Home(office.root), AS_OF, {}) == Ran(AS_OF, held_back=1, next_due=told.next_due)
    place(Home(office.root)).unlink()
    assert told_of(run(Home(office.root), AS_OF)) == told
    assert "未变" in told.text and "退回：1 张单据" in told.text
    assert again(office) == told and office.outbox() == before
    assert office.run(AS_OF.isoformat()).stdout == f"{told.text}\n"
    assert json.loads(office.run(AS_OF.isoformat(), "--json").stdout) == told.document


def test_a_run_with_nothing_to_do_writes_nothing_but_a_line_in_the_log_and_needs_no_pandas(office: Office) -> None:
    def files() -> dict[Path, tuple[int, bytes]]:
        every = [path for path in office.root.rglob("*") if path.is_file() and path.parent.name != "logs"]
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in every}

    before, log = files(), Home(office.root).log
    lines = log.read_text(encoding="utf-8").splitlines()
    words = ["run", "--home", str(office.root), "--as-of", AS_OF.isoformat()]
    said = subprocess.run([sys.executable, "-c", QUIET, *words], check=True, capture_output=True, text=True).stdout
    assert "未变" in said
    assert not [name for name in TAKES_LONG if f"'{name}'" in said]
    assert files() == before
    added = log.read_text(encoding="utf-8").splitlines()[len(lines) :]
    assert len(added) == 1 and "nothing changed" in added[0] and "2026-11-02 2026-10" in added[0]


@pytest.mark.parametrize(
    "change",
    [
        lambda office: office.touched(office.root / "inbox" / "a.xlsx"),
        lambda office: (office.root / "inbox" / "b.xlsx").unlink(),
        lambda office: (office.root / "outbox" / "我的.txt").write_text("people's own"),
        lambda office: (office.root / "notes.txt").write_text("nobody reads it"),
    ],
    ids=["saved again as it was", "moved away", "people's own file in the outbox", "another file in the folder"],
)
def test_what_has_no_say_in_a_run_makes_none_work(office: Office, change: Callable[[Office], object]) -> None:
    change(office)
    assert again(office) is not None


# --- something changed

CHANGES: dict[str, Callable[[Office], object]] = {
    "a new file": lambda office: shutil.copy(office.root / "inbox" / "a.xlsx", office.root / "inbox" / "c.xlsx"),
    "a file changed": lambda office: office.drop("b.xlsx", {"订单": [H, ["S3", "2026-10-01", "C2", "合页", 2, 3]]}),
    "a link out of the inbox": lambda office: (office.root / "inbox" / "c.xlsx").symlink_to(__file__),
    "a file withdrawn": lambda office: office.hongdan("withdraw", "b.xlsx"),
    "a month opened": lambda office: office.hongdan("reopen", "2026-09"),
    "the settings": lambda office: (office.root / "hongdan.toml").write_text("chase.weekday = 2"),
    "the inbox away": lambda office: (office.root / "inbox").rename(office.root / "away"),
    "the journal altered": lambda office: altered(one(office, ".hongdan/journal.db")),
    "the journal cut": lambda office: cut(one(office, ".hongdan/journal.db")),
    "the transcript altered": lambda office: altered(one(office, ".hongdan/journal.txt")),
    "the transcript gone": lambda office: one(office, ".hongdan/journal.txt").unlink(),
    "rows altered": lambda office: altered(one(office, ".hongdan/drops/*/*/orders.parquet")),
    "rows cut": lambda office: cut(one(office, ".hongdan/drops/*/*/orders.parquet")),
    "rows gone": lambda office: one(office, ".hongdan/drops/*/*/orders.parquet").unlink(),
    "a reading gone": lambda office: shutil.rmtree(one(office, ".hongdan/drops/*")),
    "the original of a marked copy altered": lambda office: altered(original(office, "a.xlsx")),
    "a closed month altered": lambda office: altered(one(office, ".hongdan/closed/*/*.zip")),
    "a memory altered": lambda office: altered(sorted(office.root.glob(".hongdan/memory/*.zip"))[-1]),
    "every memory gone": lambda office: shutil.rmtree(one(office, ".hongdan/memory")),
    "the list of our files": lambda office: one(office, ".hongdan/outbox.jsonl").write_text(""),
    "what is to be mailed": lambda office: altered(Home(office.root).post),
    "what is left to be mailed": lambda office: altered(one(office, ".hongdan/post.json")),
    "a month's folder gone": lambda office: shutil.rmtree(one(office, "outbox/对账单/2026-09")),
    "a workbook altered": lambda office: altered(one(office, "outbox/*.xlsx")),
    "a workbook gone": lambda office: one(office, "outbox/对账单/2026-10/*.xlsx").unlink(),
    "a dated copy gone": lambda office: one(office, "outbox/历史/2026-11-02/*.xlsx").unlink(),
    "a folder for a workbook": lambda office: [one(office, "outbox/*.xlsx").unlink(), one_folder(office)],
}


def one_folder(office: Office) -> None:
    """A folder where a workbook of ours was."""
    here = {path.name for path in (office.root / "outbox").glob("*.xlsx")}
    listed = [json.loads(line)[0] for line in Home(office.root).manifest.read_text(encoding="utf-8").splitlines()]
    next(office.root / "outbox" / name for name in listed if "/" not in name and name not in here).mkdir()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_a_run_rests_on_or_wrote_makes_it_work_again_once_it_changes(
    office: Office, change: Callable[[Office], object]
) -> None:
    assert again(office) is not None
    change(office)
    assert again(office) is None


def test_another_day_and_another_month_make_a_run_work(office: Office) -> None:
    home = Home(office.root)
    assert unchanged(home, AS_OF, date(2026, 10, 1)) is not None
    assert unchanged(home, AS_OF, date(2026, 9, 1)) is None
    assert unchanged(home, date(2026, 11, 3), None) is None
    assert unchanged(home, None, None) is None


def test_a_file_of_the_same_size_and_time_is_looked_into_as_long_as_a_change_might_not_show(office: Office) -> None:
    path = office.root / "inbox" / "b.xlsx"
    stat, kept = path.stat(), one(office, ".hongdan/originals/*").stat()
    altered(path)
    assert again(office) is not None  # as for every run: long before it was taken in it was as it is
    for original in office.root.glob(".hongdan/originals/*"):
        os.utime(original, ns=(kept.st_atime_ns, stat.st_mtime_ns + 1_000_000_000))
    assert again(office) is None


def test_another_version_of_the_program_or_of_a_library_makes_a_run_work(office: Office, monkeypatch) -> None:
    monkeypatch.setattr(pipeline.grounds, "maker", pipeline.grounds.maker.__wrapped__)
    assert again(office) is not None
    monkeypatch.setattr(pipeline.grounds, "program", lambda: "another")
    assert again(office) is None
    monkeypatch.setattr(pipeline.grounds, "program", program)
    assert again(office) is not None
    libraries = pipeline.grounds.installed()
    monkeypatch.setattr(pipeline.grounds, "installed", lambda: libraries | {"more-1.0.dist-info"})
    assert again(office) is None


def test_a_password_given_by_the_environment_makes_a_run_work_and_is_not_to_be_read_from_what_is_kept(
    office: Office, monkeypatch
) -> None:
    monkeypatch.setenv("HONGDAN_PASSWORD", "开门")
    assert again(office) is None
    given = pipeline.grounds.grounds(Home(office.root))
    monkeypatch.setenv("HONGDAN_PASSWORD", "关门")
    assert pipeline.grounds.grounds(Home(office.root)) != given
    monkeypatch.delenv("HONGDAN_PASSWORD")
    monkeypatch.setenv("OFFICE", "开门")
    (office.root / "hongdan.toml").write_text('[passwords]\n"a*" = "env:OFFICE"')
    asked = pipeline.grounds.grounds(Home(office.root))
    monkeypatch.setenv("OFFICE", "关门")
    assert pipeline.grounds.grounds(Home(office.root)) != asked


def test_an_office_in_another_place_sees_a_store_beside_it_elsewhere(tmp_path: Path) -> None:
    stores = {"": True, "store = '../store'": False, f"store = '{tmp_path}'": True}
    for said, alike in stores.items():
        here, there = (Home(tmp_path / name / "office") for name in "ab")
        for home in (here, there):
            home.root.mkdir(parents=True, exist_ok=True)
            home.settings.write_text(f"[ledger]\n{said}", encoding="utf-8")
        assert (pipeline.grounds.grounds(here) == pipeline.grounds.grounds(there)) is alike, said


SPOILT: dict[str, Callable[[Path], object]] = {
    "altered": altered,
    "cut": cut,
    "gone": Path.unlink,
    "empty": lambda path: path.write_text(""),
    "of another version": lambda path: path.write_text(line_of({"another": "version"})),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_is_kept_of_the_last_run_is_believed_only_as_it_was_written(
    office: Office, spoil: Callable[[Path], object]
) -> None:
    spoil(place(Home(office.root)))
    assert again(office) is None


def test_a_run_that_works_first_forgets_the_last_one(office: Office, monkeypatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    office.drop("c.xlsx", {"订单": [H, ["S4", "2026-10-01", "C2", "合页", 1, 3]]})
    monkeypatch.setattr("pipeline.run.keep", killed)
    office.hongdan("run", "--as-of", AS_OF.isoformat())
    assert (office.root / "outbox" / "订单状态.xlsx").exists() and not place(Home(office.root)).exists()


def test_while_another_run_is_at_work_nothing_is_said_at_once(office: Office) -> None:
    with lock(Home(office.root), now("Asia/Shanghai")):
        assert again(office) is None
        assert office.hongdan("run", "--as-of", AS_OF.isoformat()).exit_code == 4
    assert again(office) is not None


@pytest.mark.parametrize(
    "change",
    [
        *("rows altered", "rows cut", "the journal altered", "a closed month altered"),
        "the original of a marked copy altered",
    ],
)
def test_a_damaged_ledger_is_named_by_a_run_that_would_have_had_nothing_to_do(
    office: Office, change: str, capsys
) -> None:
    CHANGES[change](office)
    assert office.hongdan("run", "--as-of", AS_OF.isoformat()).exit_code == 5
    assert ".hongdan/" in capsys.readouterr().err


# --- what is kept changes nothing


def test_an_outbox_after_any_history_is_the_one_that_a_run_makes_which_knows_nothing_of_the_last_one(
    office: Office, tmp_path: Path, monkeypatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr("pipeline.made.built", lambda task: made.append(task.path) or built(task))
    histories, steps = (6, 5) if FULL else (1, 1)
    for seed in range(histories):
        luck, lived = Random(seed), office.moved_to(tmp_path / f"lived {seed}")
        for step in range(steps):
            for name in luck.sample(sorted(HAPPENS), 3) if steps > 1 else ["dropped", "edited"]:
                HAPPENS[name](lived)
            other = lived.moved_to(tmp_path / f"other {seed} {step}")
            day = AS_OF + timedelta(days=luck.randrange(2) if steps > 1 else 0)
            made.clear()
            lived.run(day.isoformat())
            mine, theirs = len(made), forgotten(other).run(day.isoformat()) and len(made)
            assert lived.outbox() == other.outbox(), (seed, step)
            assert 2 * mine <= theirs
            shutil.rmtree(other.root)


HAPPENS: dict[str, Callable[[Office], object]] = {
    "dropped": lambda office: office.drop(
        f"{office.clock}.xlsx", {"订单": [H, [f"N{office.clock}", "2026-10-05", "C2", "锁", 1, 3]]}
    ),
    "changed": lambda office: office.drop("b.xlsx", {"订单": [H, ["S3", "2026-10-01", "C2", "合页", office.clock, 3]]}),
    "withdrawn": lambda office: office.hongdan("withdraw", "b.xlsx"),
    "edited": lambda office: altered(one(office, "outbox/对账单/2026-10/*.xlsx")),
    "removed": lambda office: one(office, "outbox/*.xlsx").unlink(),
    "spoilt": lambda office: altered(one(office, ".hongdan/made.txt")),
    "settings": lambda office: (office.root / "hongdan.toml").write_text(f'[company]\nname = "公司 {office.clock}"'),
}  # fmt: skip


def forgotten(office: Office) -> Office:
    """The office without what was kept of the last run."""
    for name in ("last_run.txt", "made.txt"):
        (office.root / ".hongdan" / name).unlink(missing_ok=True)
    return office
