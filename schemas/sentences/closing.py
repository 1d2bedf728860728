"""What the program says of closed months, in both languages: on statements, on the terminal, and what stops it."""

from schemas.words import Words

ADJUSTMENT = Words("{month} {line}，{cause}", "{month} {line}, {cause}")
OPENING_BALANCE = Words("期初余额", "opening balance")

CAUSES: dict[str, Words] = {
    "late": Words("迟到", "late"),
    "changed": Words("有更正", "changed"),
    "withdrawn": Words("已撤回", "withdrawn"),
    "moved": Words("改了客户", "moved between customers"),
}
"""Why a closed month would look different now."""
