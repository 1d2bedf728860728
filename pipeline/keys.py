"""What hongdan.toml may say, key by key: what each does, what it may be, and what holds without it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import FieldInfo

from pipeline.cluster import Access
from pipeline.grounds import FROM_ENVIRONMENT
from pipeline.intake.rules import ReadingRules
from pipeline.mail.addresses import is_address
from pipeline.mail.rules import PORTS, Every, MailRules, Security, Server, Statements
from pipeline.reconcile.limits import Limits
from pipeline.remote import URL
from pipeline.toml import Place
from schemas.choices import Parameter
from schemas.rulebook import AMOUNT, APPROVALS, DAYS, HOURS, MOST_FEN, PERCENT, RULEBOOK, read_clock
from schemas.words import Lang, Words

Amount = Annotated[Decimal, Field(strict=False, ge=0, le=MOST_FEN // 100, decimal_places=2)]
"""An amount in yuan, to the fen."""
TEXT = Words("文字", "text in quotes")
HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63})*\Z")
LONGEST_HOST = 253


def key(default: Any, meaning: Words, expects: Words, **rules: Any) -> Any:
    """Declares one key of the file.

    Args:
        default: What holds where the key is not there.
        meaning: What it does; docs/settings.md says it in these words.
        expects: What it may be, for messages.
        rules: pydantic's own constraints.
    """
    return Field(default, json_schema_extra={"meaning": list(meaning), "expects": list(expects)}, **rules)


def whole(default: int, least: int, most: int, zh: str, en: str) -> Any:
    """Declares a key that is a whole number from `least` to `most`, with what it does in both languages."""
    expects = Words(f"{least} 到 {most} 的整数", f"a whole number from {least} to {most}")
    return key(default, Words(zh, en), expects, ge=least, le=most)


def days(default: int, zh: str, en: str) -> Any:
    """Declares a key that is a number of days."""
    return whole(default, *DAYS, zh, en)


def hours(default: int, zh: str, en: str) -> Any:
    """Declares a key that is a number of hours."""
    return whole(default, *HOURS, zh, en)


def percent(default: int, zh: str, en: str) -> Any:
    """Declares a key that is a share in per cent."""
    return whole(default, *PERCENT, zh, en)


def meaning(parameter: Parameter) -> Words:
    """What a limit does that 规则 sheets may change too."""
    return RULEBOOK[parameter].meaning


def known_timezone(name: str) -> str:
    """A time zone that the database has."""
    try:
        return ZoneInfo(name).key
    except (KeyError, OSError) as error:
        raise ValueError(name) from error


def known_encoding(name: str) -> str:
    """A text encoding that Python has; "" for none."""
    try:
        "".encode(name or "utf-8")
    except LookupError as error:
        raise ValueError(name) from error
    return name


def minutes(text: str) -> int | None:
    """A time of day in minutes; None for none."""
    value = read_clock(text) if text else None
    return value if isinstance(value, int) else None


def known_time(text: str) -> str:
    """A time of day, or "" for none."""
    if text and minutes(text) is None:
        raise ValueError(text)
    return text


def as_text(value: Any) -> Any:
    """A telephone or account number typed without quotes is text all the same."""
    return str(value) if type(value) is int else value


Text = Annotated[str, BeforeValidator(as_text)]


def known_address(text: str) -> str:
    """An address that mail can go to."""
    if not is_address(text):
        raise ValueError(text)
    return text


def known_address_or_none(text: str) -> str:
    """An address that mail can go to, or "" for none."""
    return known_address(text) if text else ""


def known_host(name: str) -> str:
    """The name or number of a machine, or "" for none; a web address, or a port behind it, is none."""
    if name and not (HOST.match(name) and len(name) <= LONGEST_HOST) and not is_number(name):
        raise ValueError(name)
    return name


def is_number(host: str) -> bool:
    """Whether a host is named by its number, in either form."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def known_user(text: str) -> str:
    """A name to log in with, or "" for none: in one line, nothing unseen in it or around it."""
    if not text.isprintable() or text != text.strip():
        raise ValueError(text)
    return text


def from_environment(text: str) -> str:
    """The name of a variable, said as `env:NAME`; a password itself is refused."""
    name = text.removeprefix(FROM_ENVIRONMENT)
    if name == text or not name:
        raise ValueError
    return name


Address = Annotated[str, AfterValidator(known_address)]
ADDRESSES = Words('["a@example.com"] 这样的邮箱地址', 'addresses such as ["a@example.com"]')
EVERY = Words('"day"、"week" 或 "month"', '"day", "week" or "month"')


class Table(BaseModel):
    """A table of the file; keys it does not declare are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class CompanyTable(Table):
    """[company]: who sends the workbooks."""

    name: Text = key("", Words("公司名称，印在每张表的抬头", "the company's name, at the head of every workbook"), TEXT)
    address: Text = key("", Words("公司地址", "its address"), TEXT)
    phone: Text = key("", Words("公司电话", "its telephone number"), TEXT)
    bank: Text = key("", Words("开户行，印在对账单上", "its bank, on the statements"), TEXT)
    account: Text = key("", Words("银行账号，印在对账单上", "its account, on the statements"), TEXT)


class ReadingTable(Table):
    """[reading]: how large a file may be, how a text file is written, and what sizes are called."""

    max_unpacked_mb: int = whole(
        ReadingRules.max_unpacked_mb,
        1,
        10_000,
        "一个文件解压后最多多少 MB，超过拒收",
        "the most MB a file may unpack to; more is refused",
    )
    max_cells: int = whole(
        ReadingRules.max_cells,
        1000,
        100_000_000,
        "一张工作表最多多少格，超过拒收",
        "the most cells a sheet may span; more is refused",
    )
    max_memory_mb: int = whole(
        ReadingRules.max_memory_mb,
        200,
        100_000,
        "读一个文件最多用多少 MB 内存，超过拒收（Windows 上不限）",
        "the most MB of memory that reading a file may take; more is refused (not on Windows)",
    )
    max_seconds: int = whole(
        ReadingRules.max_seconds,
        1,
        3600,
        "读一个文件最多用多少秒，超过拒收",
        "the most seconds that reading a file may take; more is refused",
    )
    sizes: list[Text] = key(
        [],
        Words(
            "尺码表里尺码列的标题；不填时用常见的：XS S M L XL 2XL … 均码 F，22–48，50–200",
            "the labels of size columns; none: the usual ones, XS S M L XL 2XL … 均码 F, 22–48, 50–200",
        ),
        Words('["S", "M", "L"]', '["S", "M", "L"]'),
    )
    encoding: Annotated[str, AfterValidator(known_encoding)] = key(
        ReadingRules.encoding,
        Words(
            "CSV 的编码；不填时自动判断（UTF-8、UTF-16、GB18030）",
            "the encoding of CSV files; blank: found out (UTF-8, UTF-16, GB18030)",
        ),
        Words('编码名称，如 "big5"', 'the name of an encoding, such as "big5"'),
    )

    def as_taken(self) -> dict[str, Any]:
        """The keys as the reading rules take them, where nothing can be changed."""
        return self.model_dump() | {"sizes": tuple(self.sizes)}


class LayoutTable(Table):
    """[bank.own.<name>]: an export that is no ready-made layout."""

    columns: dict[str, str] = key(
        {},
        Words(
            "收款的字段 = 导出表的列名",
            "field of payments = label of the export",
        ),
        Words('{ receipt_no = "列名", … }', '{ receipt_no = "label", … }'),
    )
    outgoing: str = key(
        "",
        Words(
            "收入、支出分两列时，支出那一列的列名", "where money in and out are two columns: the label of what went out"
        ),
        TEXT,
    )
    direction: str = key(
        "",
        Words("金额一列、另有借贷或收支标志时，标志那一列的列名", "where a column says which way it went: its label"),
        TEXT,
    )
    incoming: list[str] = key(
        [], Words("标志列里哪些字是收入", "what that column says of money that came in"), Words('["贷"]', '["in"]')
    )
    values: dict[str, str] = key(
        {},
        Words("每笔都一样的字段 = 值", "field of payments = what stands in it for every line"),
        Words('{ method = "银行转账" }', '{ method = "bank transfer" }'),
    )
    ignore: dict[str, list[str]] = key(
        {},
        Words(
            "列名 = 不算收款的字（整格相同，* 代表任意字），如手续费、结息",
            "label = what a cell says on lines that are no payment (the whole cell; * is anything), such as fees",
        ),
        Words('{ "摘要" = ["结息", "*手续费*"] }', '{ "label" = ["interest", "*fee*"] }'),
    )
    blank: list[str] = key(
        [], Words("导出表用什么表示没有", "what the export writes for nothing"), Words('["/"]', '["/"]')
    )


class BankTable(Table):
    """[bank]: exports of banks and wallets that are read as payments."""

    layouts: list[str] = key(
        [],
        Words("用哪些现成的格式：bank alipay wechat", "the ready-made layouts in use: bank, alipay, wechat"),
        Words('["alipay", "wechat"] 这样的名称', 'names such as ["alipay", "wechat"]'),
    )
    own: dict[str, LayoutTable] = key(
        {},
        Words("[bank.own.名称]：自己的银行导出表的格式", "[bank.own.name]: the layout of another export"),
        Words("一节", "a table"),
    )


class ChaseTable(Table):
    """[chase]: when slips are chased."""

    weekday: int = whole(
        1,
        0,
        7,
        "每周哪天催收（1 周一 … 7 周日，0 不算）：那天的报告算催了一次，并在 outbox/历史/日期/ 留一份未收回单据.xlsx",
        "the weekday of the chase (1 Monday … 7 Sunday, 0 none): its report counts as one, and a dated copy is kept",
    )


class DutiesTable(Table):
    """[duties]: which day of the next month brings what; the day for statements to go out is a limit."""

    warning_day: int = whole(
        3,
        1,
        28,
        "次月几日提醒：对账单还没发出（due 命令）",
        "the day of the next month on which `due` reminds of statements that are not out",
    )
    managers_day: int = whole(
        5,
        1,
        28,
        "次月几日给经理看月报：异常报告和订单状态（due 命令）",
        "the day of the next month on which managers get their pack: exceptions and order status",
    )


class LimitsTable(Table):
    """[limits]: what makes a fact an exception; a key for each of `Limits`."""

    chase_days: int = days(Limits.chase_days, *meaning(Parameter.CHASE_DAYS))
    chase_high_days: int = days(Limits.chase_high_days, *meaning(Parameter.CHASE_HIGH_DAYS))
    handover_days: int = days(Limits.handover_days, *meaning(Parameter.HANDOVER_DAYS))
    freight_high_days: int = days(Limits.freight_high_days, *meaning(Parameter.FREIGHT_HIGH_DAYS))
    over_shipment_percent: int = percent(Limits.over_shipment_percent, *meaning(Parameter.OVER_SHIPMENT))
    late_high_days: int = days(Limits.late_high_days, *meaning(Parameter.LATE_HIGH_DAYS))
    review_hours_normal: int = hours(Limits.review_hours_normal, *meaning(Parameter.REVIEW_NORMAL))
    review_hours_special: int = hours(Limits.review_hours_special, *meaning(Parameter.REVIEW_SPECIAL))
    review_hours_urgent: int = hours(Limits.review_hours_urgent, *meaning(Parameter.REVIEW_URGENT))
    cut_off: Annotated[str, AfterValidator(known_time)] = key(
        "", meaning(Parameter.CUT_OFF), Words('时间，如 "17:30"', 'a time of day such as "17:30"')
    )
    ship_working_days: int = days(Limits.ship_working_days, *meaning(Parameter.SHIP_DAYS))
    approval_roles: Annotated[list[Text], Field(max_length=APPROVALS)] = key(
        [], meaning(Parameter.ROLE_1), Words('最多四个，如 ["主管", "经理"]', 'up to four, such as ["lead", "head"]')
    )
    approval_amounts: Annotated[list[Amount], Field(max_length=APPROVALS)] = key(
        [], meaning(Parameter.AMOUNT_1), Words("最多四个，如 [0, 50000.00]", "up to four, such as [0, 50000.00]")
    )
    write_off: Amount = key(
        Decimal(Limits.write_off_fen).scaleb(-2),
        meaning(Parameter.WRITE_OFF),
        AMOUNT.expects,
    )
    deposit_percent: int = percent(Limits.deposit_percent, *meaning(Parameter.DEPOSIT))

    pick_up_days: int = days(
        Limits.pick_up_days,
        "入库后几天内提货，定金照常冲抵",
        "days after 入库日期 within which the goods are picked up, and the deposit is applied",
    )
    pick_up_last_days: int = days(
        Limits.pick_up_last_days,
        "入库后第几天前提货只罚没较少的点数",
        "days after 入库日期 up to which the smaller forfeit holds",
    )
    forfeit_points: int = whole(
        Limits.forfeit_points,
        0,
        100,
        "逾期提货罚没几个点（百分之几）",
        "per cent forfeited when picked up late",
    )
    forfeit_late_points: int = whole(
        Limits.forfeit_late_points, 0, 100, "到那天还没提货罚没几个点", "per cent forfeited when not picked up by then"
    )
    forfeit_of_deposit: bool = key(
        Limits.forfeit_of_deposit,
        Words("点数按定金算；否则按订单金额算", "these are of the deposit; else of the order's amount"),
        Words("true 或 false", "true or false"),
    )

    handle_high_days: int = days(
        Limits.handle_high_days,
        "高级异常几天内要答复，过了算超期（汇总）",
        "days within which a high exception is answered; then it is overdue, on the front page",
    )
    handle_medium_days: int = days(
        Limits.handle_medium_days, "中级异常几天内要答复", "days within which a medium exception is answered"
    )
    handle_low_days: int = days(
        Limits.handle_low_days, "低级异常几天内要答复", "days within which a low exception is answered"
    )

    statement_due_day: int = whole(
        Limits.statement_due_day,
        1,
        28,
        "对账单应在次月几日前发出（月结进度）",
        "the day of the next month by which statements go out, for the progress sheet",
    )

    confirmation_days: int = days(
        Limits.confirmation_days,
        "订单审批后多少天内出订单确认书（没发完、没签回的），0 不出",
        "days after its approval in which an order has a confirmation to sign, until it is shipped; 0: none has",
    )
    chase_confirmations: bool = key(
        Limits.chase_confirmations,
        Words("没签回的订单确认书也列入未收回单据，向业务员催收", "order confirmations not back are chased like slips"),
        Words("true 或 false", "true or false"),
    )

    def as_taken(self) -> Limits:
        """The limits as the rules take them, money in fen, a time in minutes of the day."""
        told = self.model_dump(exclude={"write_off", "cut_off", "approval_roles", "approval_amounts"})
        return Limits(
            **told,
            cut_off=minutes(self.cut_off),
            approval_roles=tuple(self.approval_roles),
            approval_amounts_fen=tuple(int(amount.scaleb(2)) for amount in self.approval_amounts),
            write_off_fen=int(self.write_off.scaleb(2)),
        )


class MailTable(Table):
    """[mail]: who gets what by mail, and by which way."""

    send: bool = key(
        MailRules.send,
        Words(
            "hongdan mail 是否真的发出；false 只在 outbox/邮件/ 写草稿",
            "whether `hongdan mail` sends; false: it writes drafts to outbox/邮件/",
        ),
        Words("true 或 false", "true or false"),
    )
    by_itself: bool = key(
        MailRules.by_itself,
        Words(
            "watch 每次运行后自己发（或写草稿），schedule 的写法也带上",
            "a `watch` mails (or drafts) after its runs, and so do the lines of `schedule`",
        ),
        Words("true 或 false", "true or false"),
    )
    sender: Annotated[str, AfterValidator(known_address_or_none)] = key(
        "", Words("发件人的邮箱地址", "the address that messages come from"), Words("邮箱地址", "an address")
    )
    sender_name: Text = key("", Words("发件人的名称；不填用公司名称", "the name beside it; blank: the company's"), TEXT)
    host: Annotated[str, AfterValidator(known_host)] = key(
        "",
        Words("发信服务器", "the server that takes the mail"),
        Words(
            "主机名，如 smtp.example.com（不带 smtp://；端口写在 mail.port）",
            "a host such as smtp.example.com, without smtp:// (its port stands in mail.port)",
        ),
    )
    port: int = whole(0, 0, 65535, "端口；0：starttls 用 587，tls 用 465", "its port; 0: 587 for starttls, 465 for tls")
    security: Literal["starttls", "tls"] = key(
        Security.STARTTLS.value,
        Words("连接怎样加密；不加密的不发", "how the connection is encrypted; nothing goes unencrypted"),
        Words('"starttls" 或 "tls"', '"starttls" or "tls"'),
    )
    user: Annotated[Text, AfterValidator(known_user)] = key(
        "",
        Words("登录名；不填不登录", "who logs in; blank: nobody does"),
        Words("一行文字，前后没有空格", "text in one line, without blanks around it"),
    )
    password: Literal[""] = key(
        "",
        Words(
            "不写在这里：放在环境变量 HONGDAN_MAIL_PASSWORD，或执行 keyring set hongdan 登录名",
            "never stands here: put it into the variable HONGDAN_MAIL_PASSWORD, or run: keyring set hongdan USER",
        ),
        Words(
            "空的：密码放在环境变量 HONGDAN_MAIL_PASSWORD，或执行 keyring set hongdan 登录名",
            "blank: the password belongs into the variable HONGDAN_MAIL_PASSWORD, or run: keyring set hongdan USER",
        ),
    )
    ca_file: str = key(
        "",
        Words("自建服务器的证书文件；不填用系统信任的", "the certificate of a server of your own; blank: the system's"),
        TEXT,
    )
    timeout_seconds: int = whole(
        Server.seconds, 1, 600, "等服务器答复最多几秒", "the most seconds that an answer of the server is waited for"
    )
    finance: list[Address] = key(
        [], Words("财务：全部对账单和对账汇总", "finance: all statements and the summary"), ADDRESSES
    )
    managers: list[Address] = key(
        [], Words("经理：异常报告和订单状态", "managers: exceptions and order status"), ADDRESSES
    )
    salespeople: dict[str, list[Address]] = key(
        {},
        Words(
            '[mail.salespeople] "业务员" = ["邮箱"]：各人自己的那一份',
            '[mail.salespeople] "name" = ["address"]: each their own workbook',
        ),
        ADDRESSES,
    )
    responsible: dict[str, list[Address]] = key(
        {},
        Words(
            '[mail.responsible] "司机或物流公司" = ["邮箱"]：各人自己的催收单',
            '[mail.responsible] "driver or carrier" = ["address"]: each their own chase sheet',
        ),
        ADDRESSES,
    )
    statements: Literal["ended", "closed", "never"] = key(
        MailRules.statements.value,
        Words(
            "客户什么时候收对账单：月份过完（ended）、结账以后（closed）、不发（never）",
            "when customers get their statement: once the month has ended, once it is closed, or never",
        ),
        Words('"ended"、"closed" 或 "never"', '"ended", "closed" or "never"'),
    )
    shared: list[Address] = key(
        [],
        Words(
            "可以几个客户共用的邮箱；不在这里的，几个客户写了同一个就都不发",
            "addresses that several customers may have; statements to any other address of several are withheld",
        ),
        ADDRESSES,
    )
    managers_every: Literal["day", "week", "month"] = key(
        MailRules.managers_every.value,
        Words("经理多久收一次（month：每月从经理月报那天起）", "how often managers get theirs"),
        EVERY,
    )
    salespeople_every: Literal["day", "week", "month"] = key(
        MailRules.salespeople_every.value,
        Words("业务员多久收一次（week：每周从催收那天起）", "how often salespeople get theirs"),
        EVERY,
    )
    responsible_every: Literal["day", "week", "month"] = key(
        MailRules.responsible_every.value,
        Words("司机和物流公司多久收一次", "how often drivers and carriers get theirs"),
        EVERY,
    )
    protect: bool = key(
        MailRules.protect,
        Words(
            "对账单加上打开密码再发；没有密码的客户不发",
            "a statement leaves only with an open password; a customer without one gets none",
        ),
        Words("true 或 false", "true or false"),
    )
    passwords: dict[str, Annotated[str, AfterValidator(from_environment)]] = key(
        {},
        Words(
            '[mail.passwords] "客户编码" = "env:变量名"：对账单的打开密码在哪个环境变量；'
            '没写的用 keyring set "hongdan statements" 客户编码',
            '[mail.passwords] "customer code" = "env:NAME": the variable with what opens its statements; else keyring',
        ),
        Words('"env:变量名"', '"env:NAME"'),
    )
    max_mb: int = whole(MailRules.max_mb, 1, 1000, "一封信的附件最多多少 MB", "the most MB that a message carries")

    def as_taken(self, folder: Path) -> MailRules:
        """The keys as the mail takes them; a certificate is seen from the folder of the settings."""
        security = Security(self.security)
        port = self.port or PORTS[security]
        ca_file = str((folder / self.ca_file).absolute()) if self.ca_file else ""
        server = Server(self.host, port, security, self.user, ca_file, self.timeout_seconds)
        same = ("send", "by_itself", "sender", "sender_name", "protect", "passwords", "max_mb")
        return MailRules(
            **{name: getattr(self, name) for name in same},
            server=server,
            finance=tuple(self.finance),
            managers=tuple(self.managers),
            salespeople={name: tuple(theirs) for name, theirs in self.salespeople.items()},
            responsible={name: tuple(theirs) for name, theirs in self.responsible.items()},
            statements=Statements(self.statements),
            shared=tuple(self.shared),
            managers_every=Every(self.managers_every),
            salespeople_every=Every(self.salespeople_every),
            responsible_every=Every(self.responsible_every),
        )


def folder_or_url(text: str) -> str:
    """A folder's path, a URL without a password, or "" for none; what begins with the letter of a drive is a path."""
    if re.match(r"[^/\\]{2,}://", text) and not URL.match(text):
        raise ValueError(text)
    return text


class LedgerTable(Table):
    """[ledger]: where what was taken in is kept."""

    store: Annotated[str, AfterValidator(folder_or_url)] = key(
        "",
        Words(
            "原文件和读出的行放在哪里：文件夹，或 s3://桶/前缀 这样的 fsspec 网址，集群各机器都看得到；不填在 .hongdan",
            "where the originals and what was read in them lie, a folder or an fsspec URL such as s3://bucket/prefix, "
            "which all machines of a cluster see; blank: .hongdan",
        ),
        Words(
            "文件夹的路径（网盘先挂载好），或 s3://桶/前缀 这样的网址，里面不写密码",
            "the path of a folder (mount a share first), or a URL such as s3://bucket/prefix without a password",
        ),
    )


class ClusterTable(Table):
    """[cluster]: how a cluster is reached."""

    ca: str = key(
        "", Words("tls:// 集群：签发证书的 CA 的证书文件", "of a tls:// cluster: the CA's certificate file"), TEXT
    )
    certificate: str = key("", Words("本机的证书文件", "this machine's certificate file"), TEXT)
    private_key: str = key("", Words("本机的私钥文件", "the file of the key that belongs to it"), TEXT)
    wait_seconds: int = whole(
        Access.wait_seconds,
        1,
        3600,
        "等调度器应答、等第一个工作进程、等断了的回来，各最多几秒",
        "the most seconds to wait for the scheduler, for a first worker, and for one to come back",
    )

    def as_taken(self, folder: Path) -> Access:
        """The same, with its files as they are seen from a folder."""
        files = {name: str(folder / file) if file else "" for name, file in self if name != "wait_seconds"}
        return Access(**files, wait_seconds=self.wait_seconds)


class File(Table):
    """The whole file."""

    lang: Lang = key(
        "zh",
        Words("标签、提示和报表的语言", "the language of labels, messages and reports"),
        Words('"zh" 或 "en"', '"zh" or "en"'),
    )
    timezone: Annotated[str, AfterValidator(known_timezone)] = key(
        "Asia/Shanghai",
        Words("“今天”按哪个时区", "the time zone of “today”"),
        Words('时区名称，如 "Asia/Shanghai"', 'the name of a time zone, such as "Asia/Shanghai"'),
    )
    history: bool = key(
        False,
        Words(
            "每次运行在 outbox/历史/日期/ 留一份副本", "every run leaves a copy of its workbooks in outbox/历史/<date>/"
        ),
        Words("true 或 false", "true or false"),
    )
    company: CompanyTable = CompanyTable()
    chase: ChaseTable = ChaseTable()
    duties: DutiesTable = DutiesTable()
    reading: ReadingTable = ReadingTable()
    aliases: dict[str, dict[str, list[str]]] = key(
        {},
        Words(
            '[aliases.表] 字段 = ["列名"]：列的其他叫法', '[aliases.sheet] field = ["label"]: other labels of a column'
        ),
        Words('["列名", "列名"]', '["label", "label"]'),
    )
    passwords: dict[str, Text] = key(
        {},
        Words(
            '[passwords] "文件名" = "密码"：文件的打开密码；文件名可带 *，密码可写成 "env:变量名"',
            '[passwords] "file name" = "password": what opens a file; the name may hold *, the password be "env:NAME"',
        ),
        TEXT,
    )
    bank: BankTable = BankTable()
    mail: MailTable = MailTable()
    limits: LimitsTable = LimitsTable()
    ledger: LedgerTable = LedgerTable()
    cluster: ClusterTable = ClusterTable()


ANY = "名称"
"""Stands in a place for a name that people choose."""


def table_in(declared: FieldInfo) -> tuple[type[Table] | None, bool]:
    """The table that a key holds, and whether it holds one under each name that people choose."""
    inner = declared.annotation
    if get_origin(inner) is dict:
        inner = get_args(inner)[1]
        return (inner, True) if isinstance(inner, type) and issubclass(inner, Table) else (None, False)
    return (inner if isinstance(inner, type) and issubclass(inner, Table) else None), False


def places(table: type[Table], within: Place = ()) -> Iterator[Place]:
    """Every key and table that the file may have, with the tables around it."""
    for name, declared in table.model_fields.items():
        yield (*within, name)
        inner, named = table_in(declared)
        if inner is not None:
            yield from places(inner, (*within, name, ANY) if named else (*within, name))


def words_of(place: Place, what: str) -> Words:
    """What a key was declared with: its "meaning", or what it "expects"; below a table of free names, that of all."""
    table: type[Table] = File
    names = iter(place)
    for name in names:
        declared = table.model_fields[name]
        inner, named = table_in(declared)
        if inner is None or (named and next(names, None) is None):
            break
        table = inner
    extra: Any = declared.json_schema_extra
    return Words(*extra[what])
