"""A real scheduler with two workers on this machine: the same bytes as here, whatever happens to one of them."""

import datetime
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from distributed.comm import CommClosedError

from pipeline.cluster import Access, Cluster, Raised, answered, differing
from pipeline.errors import NoCluster, SettingsInvalid, WrongUsage
from pipeline.intake.rules import ReadingRules
from pipeline.versions import installed
from pipeline.workers import Killed, Workers
from tests.buckets import stores
from tests.contract.office import Office

__all__ = ["stores"]

DAY = "2026-11-05"
HERE = "127.0.0.1"
TLS = ("ca", "certificate", "private_key")


class Loopback:
    """A scheduler on a free port, and the workers that were started for it; all gone in the end."""

    def __init__(self, folder: Path, tls: bool, program: str = "") -> None:
        self.folder = folder
        self.tls = tls
        self.program = program
        self.processes: list[subprocess.Popen[bytes]] = []
        if tls:
            certified(folder)
        where = folder / "scheduler.json"
        self._start("scheduler", "--host", HERE, "--port", "0", "--no-dashboard", "--scheduler-file", str(where))
        self.address = json.loads(waited(where))["address"]

    def work(self, *words: str) -> subprocess.Popen[bytes]:
        """Starts a worker."""
        return self._start("worker", self.address, "--nthreads", "1", "--no-dashboard", *words)

    def _start(self, what: str, *words: str) -> subprocess.Popen[bytes]:
        options = [f"--tls-{name}={self.folder / file}.pem" for name, file in self.proofs.items()]
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *words, *options]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join([self.program, *sys.path])}
        started = subprocess.Popen(command, cwd=self.folder, env=environment, stderr=subprocess.DEVNULL)
        self.processes.append(started)
        return started

    @property
    def proofs(self) -> dict[str, str]:
        """What Dask calls the files of the settings."""
        return dict(zip(("ca-file", "cert", "key"), TLS, strict=True)) if self.tls else {}

    def end(self) -> None:
        """Ends all of it."""
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait(30)


def waited(file: Path) -> str:
    """What a file says, as soon as it says anything."""
    for _ in range(600):
        if file.exists() and (said := file.read_text()):
            return said
        time.sleep(0.05)
    raise TimeoutError(file)


def certified(folder: Path) -> None:
    """A certificate that vouches for itself, for this machine."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    day = datetime.datetime(2020, 1, 1)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(day).not_valid_after(day.replace(year=2099))
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HERE))]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    pem, plain = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    signed = made.sign(key, hashes.SHA256()).public_bytes(pem)
    for file in ("ca", "certificate"):
        (folder / f"{file}.pem").write_bytes(signed)
    (folder / "private_key.pem").write_bytes(key.private_bytes(pem, plain, serialization.NoEncryption()))


@pytest.fixture
def loopback(tmp_path: Path) -> Iterator[Callable[..., Loopback]]:
    """Starts clusters."""
    started: list[Loopback] = []

    def start(*, tls: bool, program: str = "") -> Loopback:
        folder = tmp_path / f"cluster{len(started)}"
        folder.mkdir()
        started.append(Loopback(folder, tls, program))
        return started[-1]

    yield start
    for cluster_ in started:
        cluster_.end()


def access(found: Loopback) -> Access:
    """The certificates of a cluster."""
    return Access(**{name: str(found.folder / f"{name}.pem") for name in found.proofs.values()})


def office(root: Path, found: Loopback | None = None, store: str = "") -> Office:
    """An office with a sheet of each kind, one of them with a mistake, certificates for a cluster, and a store."""
    made = Office(root)
    made.drop("订单.xlsx", {"订单": [
        ["订单号", "下单日期", "客户编码", "品名", "数量", "单价"],
        *(["SO1", "2026-10-01", "C1", "合页", 10, 2.5], ["SO2", "2026-10-02", "C2", "=A1", "x", 2.5]),
    ]})  # fmt: skip
    for number in range(1, 4):
        made.drop(f"{number}.xlsx", {"出库单": [
            ["出库单号", "发货日期", "订单号", "客户编码", "品名", "数量"],
            [f"CK{number}", f"2026-10-0{number}", "SO1", f"C{number % 3}", "合页", number],
        ]})  # fmt: skip
    if found is not None:
        files = "\n".join(f"{name} = '{found.folder / name}.pem'" for name in TLS)
        (root / "hongdan.toml").write_text(f"ledger.store = '{store}'\n[cluster]\n{files}\n", encoding="utf-8")
    return made


def one_by(number: int) -> float:
    """A piece of work that one item is too much for."""
    return 1 / number


def test_a_cluster_writes_the_same_bytes_though_a_worker_is_killed_in_the_middle(
    loopback: Callable[..., Loopback], stores: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Over tls:// with the certificates of the settings, and a store that all of them reach by its URL alone."""
    found = loopback(tls=True)
    mortal, _under_a_nanny = found.work("--no-nanny"), found.work()
    here, there = office(tmp_path / "here"), office(tmp_path / "there", found, stores["bucket"])
    here.run(DAY)
    heard, answers = Cluster._heard, []

    def killing(self: Cluster, future: object) -> object:
        answers.append(heard(self, future))  # type: ignore[arg-type]
        if len(answers) == 4:
            mortal.send_signal(signal.SIGKILL)
        return answers[-1]

    monkeypatch.setattr(Cluster, "_heard", killing)
    there.run(DAY, "--cluster", found.address)
    assert mortal.wait(5) == -signal.SIGKILL and len(answers) > 10
    assert there.outbox() == here.outbox()

    with Workers(cluster=Cluster(found.address, access(found))) as workers:
        deadly = workers.guarded(signal.raise_signal, [signal.SIGKILL, 0], ReadingRules())
        assert list(deadly) == [Killed("reader_died"), None]
        with pytest.raises(ZeroDivisionError, match="division"):
            list(workers.map(one_by, [1, 0]))


def test_what_is_wrong_with_a_cluster_is_said_before_anything_is_done(
    loopback: Callable[..., Loopback], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    found = loopback(tls=False)
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "pipeline/__init__.py").write_text("raise ImportError('none here')", encoding="utf-8")
    lacking = loopback(tls=False, program=str(tmp_path))
    made = office(tmp_path / "office")
    (made.root / "hongdan.toml").write_text("[cluster]\nwait_seconds = 1", encoding="utf-8")
    wrong = [
        (found.address, "dask worker"),
        (f"tcp://{HERE}:1", "dask scheduler"),
        (lacking.address, "none here"),
    ]
    for address, words in wrong:
        assert made.hongdan("run", "--as-of", DAY, "--cluster", address).exit_code == 5
        (line,) = capsys.readouterr().err.splitlines()
        assert address in line and words in line
    assert not (made.root / "outbox").exists() and not (made.root / ".hongdan/journal.db").exists()


@pytest.mark.parametrize(
    "address", ["", "localhost", "tcp://localhost", "http://localhost:8786", "tcp://a:b", "tcp://:1"]
)
def test_an_address_that_is_none_is_wrong_usage(address: str):
    with pytest.raises(WrongUsage):
        Cluster(address, Access())


def test_an_encrypted_line_takes_certificates_that_are_there_and_certificates_an_encrypted_line(tmp_path: Path):
    files = {name: str(tmp_path / name) for name in TLS}
    for access_, key in [(Access(), "cluster.ca"), (Access(**files), "cluster.ca")]:
        with pytest.raises(SettingsInvalid, match=key):
            Cluster("tls://localhost:1", access_)
    with pytest.raises(WrongUsage, match="not encrypted"):
        Cluster("tcp://localhost:1", Access(**files))


def test_a_machine_without_dask_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(WrongUsage, match=r"\[cluster\]"):
        Cluster("tcp://localhost:1", Access())


def test_a_worker_with_another_version_answers_nothing_and_says_which(monkeypatch: pytest.MonkeyPatch):
    here = installed()
    assert differing(here) == "" and answered(here, one_by, 2) == 0.5
    assert {"hongdan", "Python", "system", "zlib", "pandas", "pyarrow", "xlsxwriter", "distributed"} <= here.keys()
    assert "pytest" not in here
    monkeypatch.setattr("pipeline.cluster.worker_here", lambda: "tcp://there:1")
    raised = answered(here | {"pandas": "9.9.9"}, one_by, 2)
    assert isinstance(raised, Raised) and isinstance(raised.error, NoCluster)
    assert "tcp://there:1" in str(raised.error) and f"pandas {here['pandas']} ≠ 9.9.9" in str(raised.error)


def test_a_worker_that_is_lost_while_it_is_asked_is_no_worker_that_wants_for_anything():
    class Scheduler:
        def run(self, *_asked: object, on_error: str) -> dict[str, object]:
            return {"lost": CommClosedError(), "fit": "", "blind": PermissionError("share")}

    reached = Cluster.__new__(Cluster)
    reached._client = Scheduler()
    assert list(reached._asked(differing, {})) == ["fit", "blind"]


def test_what_a_piece_raises_travels_as_an_answer_with_where_it_was_raised():
    raised = answered(installed(), one_by, 0)
    assert isinstance(raised, Raised) and "in one_by" in "".join(raised.error.__notes__)
    assert isinstance(pickle.loads(pickle.dumps(raised)).error, ZeroDivisionError)
