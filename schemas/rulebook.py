"""The limits that an office may change from a day on: which rule each is of, what it may be, and what it means."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from schemas.cells import Fault, folded, plain, read_count, read_money
from schemas.choices import Parameter, RuleCode
from schemas.exact import digits
from schemas.words import Lang, Words

Limit = int | str | None
"""What a limit is: a number (fen, minutes of a day), a name, or none."""

WRONG = Fault("not_what_it_takes")

NONE = frozenset(map(folded, ("无", "不设", "没有", "none")))
NO_LIMIT = Words("无", "none")

CLOCK = re.compile(r"(?:1899-12-3[01]\s+)?(?P<hour>[0-9]{1,2})[:：](?P<minute>[0-9]{2})(?::00(?:\.0+)?)?\Z")
"""A time of day as it is typed, or as Excel keeps one."""
MINUTES_AN_HOUR = 60
HOURS_A_DAY = 24

UNIT = re.compile(r"(?<=[0-9])(?:天|日|个?工作日|个?小时|%)\Z")
"""What may stand behind a whole number."""


@dataclass(frozen=True)
class Takes:
    """What the values of a limit are.

    Attributes:
        read: What was typed to the value, or a Fault.
        shown: The value as it is typed.
        expects: What to type, for messages.
    """

    read: Callable[[str], Limit | Fault]
    shown: Callable[[Limit, Lang], str]
    expects: Words


@dataclass(frozen=True)
class Declared:
    """One limit.

    Attributes:
        rule: The exception that it decides on.
        limit: What the settings call it.
        takes: What its values are.
        meaning: What it does; the settings' documentation and the blank sheet say it in these words.
        place: Which one of several it is in the settings, from 0; None: the only one.
    """

    rule: RuleCode
    limit: str
    takes: Takes
    meaning: Words
    place: int | None = None


def whole(least: int, most: int) -> Takes:
    """A whole number within bounds; a unit or a per cent sign behind it is left off."""

    def read(text: str) -> Limit | Fault:
        value = read_count(UNIT.sub("", plain(text)) or text)
        return value if isinstance(value, Fault) or least <= value <= most else WRONG

    return Takes(read, shown_number, Words(f"{least} 到 {most} 的整数", f"a whole number from {least} to {most}"))


def read_amount(text: str) -> Limit | Fault:
    """An amount of 0 or more, in fen."""
    value = read_money(text)
    return value if isinstance(value, Fault) or 0 <= value <= MOST_FEN else WRONG


def read_clock(text: str) -> Limit | Fault:
    """A time of day in minutes; None for none."""
    if folded(text) in NONE:
        return None
    found = CLOCK.match(" ".join(text.split()))
    if found is None or int(found["hour"]) >= HOURS_A_DAY or int(found["minute"]) >= MINUTES_AN_HOUR:
        return WRONG
    return int(found["hour"]) * MINUTES_AN_HOUR + int(found["minute"])


def or_none(read: Callable[[str], Limit | Fault]) -> Callable[[str], Limit | Fault]:
    """As `read`, and the word for none is None."""
    return lambda text: None if folded(text) in NONE else read(text)


def shown_number(value: Limit, _lang: Lang) -> str:
    """A whole number as it is."""
    return str(value)


def shown_amount(value: Limit, lang: Lang) -> str:
    """An amount in yuan, or the word for none."""
    return digits(value, 2, 2) if isinstance(value, int) else NO_LIMIT.in_(lang)


def shown_clock(value: Limit, lang: Lang) -> str:
    """A time of day such as `17:30`, or the word for none."""
    if not isinstance(value, int):
        return NO_LIMIT.in_(lang)
    return f"{value // MINUTES_AN_HOUR:02d}:{value % MINUTES_AN_HOUR:02d}"


def shown_name(value: Limit, lang: Lang) -> str:
    """A name, or the word for none."""
    return str(value) if value else NO_LIMIT.in_(lang)


MOST_FEN = 1_000_000_000
DAYS = (0, 3660)
HOURS = (0, 1000)
PERCENT = (0, 100)
IN_DAYS, IN_HOURS, IN_PERCENT = whole(*DAYS), whole(*HOURS), whole(*PERCENT)
AMOUNT = Takes(read_amount, shown_amount, Words("不小于 0 的金额，如 10.00", "an amount of 0 or more, such as 10.00"))
AMOUNT_OR_NONE = Takes(
    or_none(read_amount),
    shown_amount,
    Words("不小于 0 的金额，如 5000.00；不设的写 无", "an amount of 0 or more, such as 5000.00; or none"),
)
TIME_OF_DAY = Takes(
    read_clock, shown_clock, Words("时间，如 17:30；不设的写 无", "a time of day such as 17:30; or none")
)
NAME = Takes(or_none(lambda text: text), shown_name, Words("职务名称，如 经理；不设的写 无", "a role; or none"))

ROLES = Words(
    "审批1…审批4 各是谁的审批（E505 的说明里写）", "whose the approvals 1 to 4 are, as the sentence of E505 names them"
)
AMOUNTS = Words(
    "订单金额从多少元起要审批1…审批4（E505）；不设时，订单表有那一栏就要",
    "the yuan from which an order needs approvals 1 to 4, E505; none: needed where the sheet has the column",
)


def approvals() -> dict[Parameter, Declared]:
    """Role and amount of each approval."""
    pairs = [(Parameter[f"ROLE_{n}"], Parameter[f"AMOUNT_{n}"]) for n in range(1, APPROVALS + 1)]
    declared: dict[Parameter, Declared] = {}
    for place, (role, amount) in enumerate(pairs):
        declared[role] = Declared(RuleCode.E505, "approval_roles", NAME, ROLES, place)
        declared[amount] = Declared(RuleCode.E505, "approval_amounts_fen", AMOUNT_OR_NONE, AMOUNTS, place)
    return declared


APPROVALS = 4
"""How many approvals an order may name."""

RULEBOOK: dict[Parameter, Declared] = {
    Parameter.CHASE_DAYS: Declared(
        RuleCode.E102,
        "chase_days",
        IN_DAYS,
        Words("回单超过几天未回算异常（E102）", "days until a missing slip is E102"),
    ),
    Parameter.CHASE_HIGH_DAYS: Declared(
        RuleCode.E102,
        "chase_high_days",
        IN_DAYS,
        Words("E102 从第几天起为高级", "days from which E102 is high"),
    ),
    Parameter.HANDOVER_DAYS: Declared(
        RuleCode.E104,
        "handover_days",
        IN_DAYS,
        Words("回单收回后几天内要交单（E104）", "days to hand over a slip that came back, E104"),
    ),
    Parameter.FREIGHT_HIGH_DAYS: Declared(
        RuleCode.E201,
        "freight_high_days",
        IN_DAYS,
        Words("E201 从第几天起为高级", "days from which E201 is high"),
    ),
    Parameter.OVER_SHIPMENT: Declared(
        RuleCode.E401,
        "over_shipment_percent",
        IN_PERCENT,
        Words("发货可以比订单多百分之几（E401）", "per cent that may be shipped beyond the order, E401"),
    ),
    Parameter.LATE_HIGH_DAYS: Declared(
        RuleCode.E501,
        "late_high_days",
        IN_DAYS,
        Words("E501 从第几天起为高级", "days from which E501 is high"),
    ),
    Parameter.REVIEW_NORMAL: Declared(
        RuleCode.E502,
        "review_hours_normal",
        IN_HOURS,
        Words("普通订单几小时内审核（E502）", "hours to review a normal order, E502"),
    ),
    Parameter.REVIEW_SPECIAL: Declared(
        RuleCode.E502,
        "review_hours_special",
        IN_HOURS,
        Words("特殊订单几小时内审核（E502）", "hours to review a special order, E502"),
    ),
    Parameter.REVIEW_URGENT: Declared(
        RuleCode.E502,
        "review_hours_urgent",
        IN_HOURS,
        Words("紧急订单几小时内审核（E502）", "hours to review an urgent order, E502"),
    ),
    Parameter.CUT_OFF: Declared(
        RuleCode.E502,
        "cut_off",
        TIME_OF_DAY,
        Words(
            "几点以后下的单从下一个工作日开始时起算（E502、E503）；不设即不论几点",
            "the time after which an order counts from the beginning of the next working day, E502 and E503",
        ),
    ),
    Parameter.SHIP_DAYS: Declared(
        RuleCode.E503,
        "ship_working_days",
        IN_DAYS,
        Words("没有交期的订单几个工作日内发货（E503）", "working days to ship an order without a due date, E503"),
    ),
    **approvals(),
    Parameter.DEPOSIT: Declared(
        RuleCode.E703,
        "deposit_percent",
        IN_PERCENT,
        Words(
            "定金至少占订单金额百分之几（E703）",
            "the least per cent of an order that is paid as deposit, E703",
        ),
    ),
    Parameter.WRITE_OFF: Declared(
        RuleCode.E704,
        "write_off_fen",
        AMOUNT,
        Words("抹零超过多少元算异常（E704）", "the yuan above which a write-off is E704"),
    ),
}
"""Every limit that a 规则 sheet may set, in the order of the rules."""


PARAMETERS: dict[str, Parameter] = {parameter.value: parameter for parameter in RULEBOOK}
"""The same by the word that stands in a sheet."""


def of_rule(code: str) -> list[Parameter]:
    """The parameters of a rule."""
    return [parameter for parameter, declared in RULEBOOK.items() if declared.rule.value == code]
