"""总览.html as a run leaves it: whole, the same again, its links leading somewhere; and as a browser sees it."""

import http.server
import json
import shutil
import subprocess
import threading
from base64 import b64decode
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from pipeline.outbox import Change, Written
from pipeline.overview import OVERVIEW, lying
from tests.contract.office import Office
from tests.report.strict_page import StrictPage, strict

NAMES = ["<script>alert(1)</script>", "\"&' 商贸", "שלום 有限公司", "+1 100%#?"]
ORDERS = ["订单号", "下单日期", "客户编码", "客户名称", "业务员", "品名", "数量", "单价", "交货日期"]
SHIPMENTS = ["出库单号", "发货日期", "订单号", "品名", "数量", "司机"]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=20000",
    "--enable-logging=stderr",
    "--log-level=0",
    "--dump-dom",
]
LOOKS_AT = """<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,"><body><script>
const seen = {over: [], asked: null, links: {}};
const frame = document.createElement("iframe");
async function look() {
  const inner = frame.contentWindow, page = frame.contentDocument;
  seen.asked = inner.performance.getEntriesByType("resource").map(entry => entry.name);
  for (const width of [320, 1200]) {
    frame.width = width;
    seen.over.push(page.documentElement.scrollWidth - page.documentElement.clientWidth);
  }
  for (const link of page.links) {
    if (link.getAttribute("href").startsWith("#")) continue;
    seen.links[link.getAttribute("href")] = (await fetch(link.href)).status;
  }
  document.body.textContent = "SEEN" + btoa(unescape(encodeURIComponent(JSON.stringify(seen)))) + "NEES";
}
frame.onload = look; frame.width = 320; frame.height = 600; frame.src = "PAGE";
document.body.append(frame);
</script>"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office whose customers have names that a page could stumble over, after a run."""
    office = Office(tmp_path_factory.mktemp("office"))
    (office.root / "inbox").mkdir()
    placed = [
        [f"S{n}", "2026-10-12", f"C{n}", name, "林", name, n + 1, 30, "2026-10-20"] for n, name in enumerate(NAMES)
    ]
    held = ["S9", "2026-10-13", "C1", NAMES[0], "林", "<b>", 0, 3, "2026-10-20"]
    office.drop("十月 <1> & #2.xlsx" if not is_windows() else "十月.xlsx", {"订单": [ORDERS, *placed, held]})
    sent = [[f"CK{n}", "2026-10-15", f"S{n}", name, n + 1, name] for n, name in enumerate(NAMES)]
    office.drop("发货.xlsx", {"出库单": [SHIPMENTS, *sent]})
    (office.root / "inbox" / "坏.xlsx").write_bytes(b"PK\x03\x04 nothing")
    office.run("2026-11-05")
    return office


def is_windows() -> bool:
    """Whether names may hold no < > there."""
    return Path().anchor.endswith("\\")


@pytest.fixture(scope="module")
def content(office: Office) -> bytes:
    return office.outbox()["总览.html"]


@pytest.fixture(scope="module")
def page(content: bytes) -> StrictPage:
    return strict(content)


def test_the_page_tells_what_came_in_what_is_held_back_what_is_due_and_what_is_exceptional(page: StrictPage):
    told = page.text()
    for words in (
        *("截至 2026-11-05，对账月份 2026-10", "该办的事", "出对账单", "已办 2026-11-05", "还有 4 天"),
        *("退回和拒收", "数量“0”不是大于 0 的数。", "坏.xlsx", "2026-11-05 收到的", "部分退回", "拒收"),
        *("金额最大的十条异常", "E602-C0", "指标", "订单数（按状态）", "对账单/2026-10（5 个）", *NAMES[:2]),
    ):
        assert words in told, words
    assert not page.named("script")


def test_every_link_leads_to_what_lies_in_the_outbox(office: Office, page: StrictPage):
    away = {unquote(link) for link in page.links if not link.startswith("#")}
    assert {"订单状态.xlsx", "异常报告.xlsx", "对账单/2026-10/对账汇总.xlsx", "对账单/2026-10/"} <= away
    assert [link for link in away if not (office.root / "outbox" / link).exists()] == []
    written = {name for name in office.outbox() if name.endswith(".xlsx")}
    assert written <= away


def test_links_lead_to_what_was_written_beside_and_not_to_what_was_not_written():
    written = [
        Written("a.xlsx", Change.BESIDE, instead="a (2).xlsx"),
        Written("b.xlsx", Change.UNCHANGED),
        Written("c.xlsx", Change.FAILED),
        Written("d.xlsx", Change.REMOVED),
        Written(OVERVIEW, Change.NEW),
    ]
    assert lying(written).places == {"a.xlsx": "a (2).xlsx", "b.xlsx": "b.xlsx"}


# --- as a browser sees it ----------------------------------------------------------------------


class Handler(http.server.SimpleHTTPRequestHandler):
    """The outbox over loopback, with the page that looks at the page."""

    def do_GET(self) -> None:
        """One file."""
        if self.path != "/looks-at.html":
            super().do_GET()
            return
        content = LOOKS_AT.replace("PAGE", quote("总览.html")).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *said: object) -> None:
        """Says nothing."""


@pytest.fixture
def served(office: Office) -> Iterator[str]:
    handler = partial(Handler, directory=str(office.root / "outbox"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/looks-at.html"
        server.shutdown()


def test_a_browser_finds_no_fault_asks_for_nothing_follows_every_link_and_fits_a_phone(served: str, tmp_path: Path):
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
    if browser is None:
        pytest.skip("no Chromium on this machine: the page is not looked at as a browser shows it")
    ran = subprocess.run(
        [browser, *FLAGS, f"--user-data-dir={tmp_path}", served], capture_output=True, text=True, timeout=60, check=True
    )
    assert [line for line in ran.stderr.splitlines() if "CONSOLE" in line] == []
    seen = json.loads(decoded(ran.stdout))
    assert seen["asked"] == []
    assert seen["over"] == [0, 0], "wider than a phone, or than a desk"
    assert len(seen["links"]) > 10 and set(seen["links"].values()) == {200}


def decoded(dom: str) -> str:
    """What the page that looks at the page wrote down."""
    return b64decode(dom.split("SEEN")[-1].split("NEES")[0]).decode()
