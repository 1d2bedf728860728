"""The words around the rules in force: where a limit comes from, and how a run and a report speak of them."""

from schemas.words import Words

OF_SETTINGS = Words("设置", "settings")
USUAL = Words("默认", "default")
RULES_TITLE = Words("生效规则", "Rules in force")
RULES_NOTE = Words(
    "截至当天的取值；要改，在规则表里加一行（规则代码、参数、取值、生效日期、依据），从生效那天起算。",
    "As they hold on this day; to change one, add a row to the rules sheet with the day from which it holds.",
)
