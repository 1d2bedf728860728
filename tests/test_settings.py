"""hongdan.toml: what it sets, and what is said of one that is wrong."""

import dataclasses
import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from pipeline.errors import SettingsInvalid
from pipeline.intake.rules import ReadingRules
from pipeline.keys import ANY, File, LayoutTable, LimitsTable, ReadingTable, places, words_of
from pipeline.reconcile.limits import Limits
from pipeline.remote import Remote
from pipeline.report.look import Company
from pipeline.settings import Settings, language, load
from pipeline.toml import Place
from schemas.registry import SHEETS

DOC = Path(__file__).parent.parent / "docs" / "settings.md"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hongdan.toml"


def saying(path: Path, text: str) -> Settings:
    """The settings that a file of this text makes."""
    path.write_text(text, encoding="utf-8")
    return load(path)


def complaints(path: Path, text: str) -> list[str]:
    """What is said of a file of this text, in Chinese, line by line, without the heading."""
    with pytest.raises(SettingsInvalid) as stopped:
        saying(path, text)
    assert stopped.value.status == 3
    zh, en = stopped.value.sentence
    assert len(zh.splitlines()) == len(en.splitlines())
    return zh.splitlines()[1:]


# --- what it sets ------------------------------------------------------------------------------


def test_no_file_means_the_defaults(path: Path):
    assert load(path) == Settings(limits=Limits(), reading=ReadingRules(), company=Company())


def test_every_part_arrives_where_it_is_used(path: Path):
    settings = saying(
        path,
        """
lang = "en"
timezone = "Asia/Tokyo"
history = true
[company]
name = "示例贸易有限公司"
phone = 13800138000
bank = "示例银行"
account = "6222 0000"
[reading]
max_unpacked_mb = 50
max_cells = 2000
encoding = "big5"
[aliases.orders]
order_no = ["合同号"]
quantity = ["台数", "套数"]
[limits]
chase_days = 10
write_off = 20.05
""",
    )
    assert (settings.lang, settings.timezone, settings.history) == ("en", "Asia/Tokyo", True)
    assert settings.company == Company("示例贸易有限公司", "", "13800138000", ("Bank: 示例银行", "Account: 6222 0000"))
    aliases = (("orders", "order_no", "合同号"), ("orders", "quantity_e3", "台数"), ("orders", "quantity_e3", "套数"))
    assert settings.reading == ReadingRules(aliases, max_unpacked_mb=50, max_cells=2000, encoding="big5")
    assert settings.limits == Limits(chase_days=10, write_off_fen=2005)


@pytest.mark.parametrize("amount", ["10", "10.0", "10.00", '"10.00"'])
def test_money_in_the_settings_is_yuan_however_it_is_written(path: Path, amount: str):
    assert saying(path, f"[limits]\nwrite_off = {amount}").limits.write_off_fen == 1000


def test_the_byte_order_mark_and_line_ends_of_notepad_are_read_past(path: Path):
    path.write_bytes("\ufefflang = 'en'\r\n[limits]\r\nchase_days = 9\r\n".encode())
    assert load(path).lang == "en"
    assert load(path).limits.chase_days == 9


def test_an_alias_may_repeat_a_label_of_its_own_column(path: Path):
    assert saying(path, '[aliases.orders]\norder_no = ["订单号", "合同号"]').reading.aliases[1][2] == "合同号"


def test_settings_can_not_be_changed_after_they_were_read(path: Path):
    with pytest.raises(dataclasses.FrozenInstanceError):
        load(path).lang = "en"  # type: ignore[misc]


# --- what is said of a wrong one ---------------------------------------------------------------


def test_everything_wrong_is_said_at_once_with_its_line(path: Path):
    said = complaints(path, 'lang = "fr"\nhistory = 1\n\n[limits]\nchase_days = -1\n[aliases.ordres]\nx = ["y"]\n')
    assert [line.split("  ")[0] for line in said] == ["第 1 行", "第 2 行", "第 5 行", "第 6 行"]


def test_what_is_wrong_is_said_from_top_to_bottom(path: Path):
    said = complaints(path, '[aliases.ordres]\nx = ["y"]\n[limits]\nchase_days = -1')
    assert [line.split("  ")[0] for line in said] == ["第 1 行", "第 4 行"]


def test_a_number_is_quoted_as_it_was_typed(path: Path):
    (said,) = complaints(path, "[limits]\nwrite_off = 10.00500")
    assert " 10.00500，" in said


@pytest.mark.parametrize(
    ("text", "line", "like"),
    [
        ('langg = "zh"', 1, "lang"),
        ("[limits]\nchase_dayz = 8", 2, "limits.chase_days"),
        ("limits.chase_dayz = 8", 1, "limits.chase_days"),
        ("\n[compny]\nname = 'x'", 2, "company"),
        ("chase_days = 8", 1, "limits.chase_days"),
        ('[aliases.orders]\norder_n = ["合同号"]', 2, "order_no"),
        ('[aliases.orders]\n"订单号" = ["合同号"]', 2, "order_no"),
    ],
)
def test_an_unknown_key_is_refused_with_the_one_it_resembles(path: Path, text: str, line: int, like: str):
    (said,) = complaints(path, text)
    assert said.startswith(f"第 {line} 行  ")
    assert said.endswith(f"是不是 {like}？")


def test_a_key_that_resembles_nothing_is_refused_without_a_guess(path: Path):
    assert complaints(path, "zzzz = 1") == ["第 1 行  没有 zzzz 这个设置"]


def test_a_sheet_that_does_not_exist_is_answered_with_those_that_do(path: Path):
    (said,) = complaints(path, '[aliases.ordres]\norder_no = ["x"]')
    assert all(kind in said for kind in SHEETS)


@pytest.mark.parametrize(
    "text",
    [
        'lang = "fr"',
        'timezone = "Mars/Olympus"',
        'timezone = "/etc/passwd"',
        "history = 1",
        "[limits]\nchase_days = true",
        '[limits]\nchase_days = "7"',
        "[limits]\nchase_days = 7.0",
        "[limits]\nchase_days = 3661",
        "[limits]\nwrite_off = 1.234",
        "[limits]\nwrite_off = -0.01",
        "[limits]\nwrite_off = nan",
        "[limits]\ndeposit_percent = 101",
        "[reading]\nmax_cells = 0",
        '[reading]\nencoding = "base64"',
        '[reading]\nencoding = "klingon"',
        "[company]\nname = true",
        '[ledger]\nstore = "S3:bucket://hongdan"',
        '[ledger]\nstore = "s3://bucket/*"',
        "[cluster]\nwait_seconds = 0",
        '[aliases.orders]\norder_no = "合同号"',
        '[aliases.orders]\norder_no = [" "]',
    ],
)
def test_a_wrong_value_is_quoted_with_what_it_should_be(path: Path, text: str):
    (said,) = complaints(path, text)
    assert re.match(r"第 [12] 行  \S+ 不能是 .+，应为 .+\Z", said)


@pytest.mark.parametrize(
    "said",
    [
        *('host = "smtp://smtp.x.cn"', 'host = "smtp.x.cn:465"', 'host = "a b.cn"', 'host = " "', 'host = "a\\r\\nb"'),
        *('host = "f@x.cn"', 'host = "smtp..cn"', 'host = "smtp.x.cn/"', "host = 3", f'host = "{"a." * 130}cn"'),
        *("port = -1", "port = 65536", 'port = "465"', "port = 46.5", "port = true"),
        *('user = "a\\nb"', 'user = " f@x.cn"', 'user = "a\\u0000b"', "user = true"),
        *('sender = "f@x.cn\\r\\nBcc: g@x.cn"', 'sender = "财务 <f@x.cn>"', 'finance = ["f@x"]', 'finance = "f@x.cn"'),
        *('managers = ["f@x.cn, g@x.cn"]', 'shared = ["f@x.cn\\n"]', 'salespeople = {"林" = "f@x.cn"}'),
        *('responsible = {"王" = ["f＠x.cn"]}', "timeout_seconds = 0", "max_mb = 0", 'security = "none"'),
    ],
)
def test_a_setting_of_mail_that_can_not_be_is_refused_by_its_key(path: Path, said: str):
    (complaint,) = complaints(path, f"[mail]\n{said}")
    assert complaint.startswith(f"第 2 行  mail.{said.split(' ')[0]}")


@pytest.mark.parametrize("host", ["smtp.x.cn", "localhost", "10.0.0.7", "::1", "邮件.中国", "mail_1", ""])
def test_a_mail_server_has_a_name_or_a_number(path: Path, host: str):
    path.write_text(f'[mail]\nhost = "{host}"\nca_file = "our.pem"', encoding="utf-8")
    server = load(path).mail.server
    assert (server.host, server.ca_file) == (host, str(path.parent.absolute() / "our.pem"))


def test_a_store_is_a_path_or_a_url_whose_password_does_not_stand_here_nor_on_the_screen(path: Path):
    stores = {"../份额": path.parent / "../份额", "sftp://office@host/data": Remote("sftp://office@host/data")}
    for text, store in stores.items():
        path.write_text(f"[ledger]\nstore = '{text}'", encoding="utf-8")
        assert load(path).store == store
    for url in ("sftp://office:geheim@host/data", "s3://office:ge/heim@bucket/data", "az://office/data?sig=geheim"):
        (said,) = complaints(path, f"[ledger]\nstore = '{url}'")
        assert "heim" not in said and "密码" in said


@pytest.mark.parametrize("text", ["company = 3", "limits = true", 'aliases = "x"'])
def test_a_table_that_is_written_as_a_value_is_told_how_to_write_it(path: Path, text: str):
    name = text.split()[0]
    assert complaints(path, text) == [f"第 1 行  {name} 是一节，写成 [{name}]，它的设置写在下面各行"]


def test_a_label_that_stands_for_another_column_is_no_alias(path: Path):
    (said,) = complaints(path, '[aliases.orders]\norder_no = ["品名"]')
    assert "product_name" in said
    (said,) = complaints(path, '[aliases.orders]\norder_no = ["合同号"]\nremark = ["合同 号"]')
    assert said.startswith("第 3 行")


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("lang = “zh”", 1, "中文标点"),
        ('\nlang ＝ "zh"', 2, "中文标点"),
        ('合同号 = ["x"]', 1, "加引号"),
        ('x = "C:\\Users\\x"', 1, "单引号"),
        ('x = "D:\\数据"', 1, "单引号"),
        ("lang = zh", 1, "英文双引号"),
        ("history = True", 1, "true 或 false"),
        ('lang = "zh"\nlang = "en"', 2, "两次"),
        ("[limits]\n[limits]", 2, "两次"),
        ('[company\nname = "x"', 1, "写法不对"),
    ],
)
def test_a_slip_of_the_pen_is_named_with_its_line_and_what_to_do(path: Path, text: str, line: int, word: str):
    (said,) = complaints(path, text)
    assert said.startswith(f"第 {line} 行  ")
    assert word in said


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_a_file_in_another_encoding_is_told_to_be_saved_as_utf_8(path: Path, encoding: str):
    path.write_bytes('lang = "zh"\n[company]\nname = "红单"'.encode(encoding))
    with pytest.raises(SettingsInvalid, match="save it as UTF-8"):
        load(path)


def test_a_file_that_can_not_be_opened_is_said_so(path: Path):
    path.mkdir()
    with pytest.raises(SettingsInvalid, match="can't be opened"):
        load(path)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("", "zh"),
        ('# 设置\nlang = "en"', "en"),
        ('lang = "en"', "en"),
        ("lang='en'\nfoo = 1", "en"),
        ('# lang = "en"', "zh"),
        ('lang = "en"\n???', "en"),
    ],
)
def test_the_language_can_be_told_even_of_a_file_that_is_wrong(path: Path, text: str, lang: str):
    path.write_text(text, encoding="utf-8")
    assert language(path) == lang


# --- the exports of banks -------------------------------------------------------------------------

OWN = """
[bank.own.hean]
columns = { receipt_no = "流水", received_date = "日期", customer_name = "户名", amount = "贷方" }
"""


def test_the_offices_own_layouts_go_before_the_ready_made_ones(path: Path):
    layouts = saying(path, '[bank]\nlayouts = ["wechat"]\n' + OWN).reading.layouts
    assert [layout.name for layout in layouts] == ["hean", "wechat"]
    assert layouts[0].columns[-1] == ("amount_fen", "贷方")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[bank]\nlayouts = ["alypay"]', 2, ["alypay", "bank alipay wechat"]),
        ("[bank]\nlayouts = 3", 2, ["bank.layouts", "3"]),
        ('[bank.own.hean]\ncolumns = { receipt_no = "流水" }', 2, ["received_date amount customer_name"]),
        ('[bank.own.hean]\noutgo = "借方"', 2, ["bank.own.hean.outgo", "bank.own.名称.outgoing"]),
        (OWN + 'direction = "标志"', 4, ["direction", "incoming"]),
        (OWN + 'outgoing = "借方"\ndirection = "标志"\nincoming = ["贷"]', 5, ["outgoing"]),
        (OWN + 'values = { kind = "货物" }', 4, ["kind", "货物", "货款 定金 运费"]),
        (OWN + 'values = { metod = "银行" }', 4, ["metod", "method"]),
        (OWN + 'ignore = ["结息"]', 4, ["bank.own.hean.ignore"]),
        ("[bank.own]\nhean = 3", 2, ["[bank.own.hean]"]),
    ],
)
def test_a_layout_that_can_not_be_read_by_is_refused(path: Path, text: str, line: int, words: list[str]):
    said = complaints(path, text)[0]
    assert said.startswith(f"第 {line} 行")
    assert all(word in said for word in words), said


# --- nothing is forgotten ----------------------------------------------------------------------


def test_every_limit_and_every_reading_rule_is_a_setting():
    limits = {field.name.removesuffix("_fen") for field in dataclasses.fields(Limits)}
    assert set(LimitsTable.model_fields) == limits
    rules = {field.name for field in dataclasses.fields(ReadingRules)} - {"aliases", "layouts", "passwords"}
    assert set(ReadingTable.model_fields) == rules


def test_the_defaults_of_the_file_are_those_of_the_program():
    assert LimitsTable().as_taken() == Limits()
    assert ReadingRules(**ReadingTable().as_taken()) == ReadingRules()


def test_every_field_of_the_contract_is_named_without_its_unit():
    assert {"quantity", "unit_price", "amount", "order_no", "credit_days"} <= {
        name for kind in SHEETS.values() for name in kind.fields
    }
    for kind in SHEETS.values():
        assert len(kind.fields) == len(kind.cells)


def documented() -> list[str]:
    """A row of docs/settings.md for every key that has a value."""
    return [row(place) for place in places(File) if not isinstance(default_of(place), BaseModel)]


def default_of(place: Place) -> object:
    """What holds where a key is not in the file."""
    value: object = File()
    for name in place:
        value = LayoutTable() if name == ANY else getattr(value, name)
    return value


def row(place: Place) -> str:
    """The row of the documentation that a key's declaration makes."""
    default = default_of(place)
    shown = f'"{default}"' if isinstance(default, str) else str(default)
    shown = shown.lower() if isinstance(default, bool) else shown
    meaning = words_of(place, "meaning")
    return f"| `{'.'.join(place)}` | `{shown}` | {meaning.zh} | {meaning.en} |"


def test_the_documentation_says_of_every_setting_what_it_does_and_of_no_other():
    rows = [line for line in DOC.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert rows == documented()


def test_the_example_of_the_documentation_is_valid(path: Path):
    (example,) = re.findall(r"```toml\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL)
    assert saying(path, example).limits == Limits(chase_days=10, write_off_fen=2000)
