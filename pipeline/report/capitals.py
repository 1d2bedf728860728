"""An amount of money to its capitals (大写金额), as it is written out on a statement to make it hard to alter."""


def in_capitals(amount_fen: int) -> str:
    """The amount in capitals, such as 人民币壹万肆仟叁佰零伍元陆角整.

    整 stands after 元 and after 角, not after 分; 负 in front of a negative amount; nothing is 人民币零元整.

    Args:
        amount_fen: The amount in fen.

    Source:
        CONTRACT 4, 大写金额; 支付结算办法 附一; 会计基础工作规范 for 整 after 角.
    """
    import cn2an  # takes long, and most runs find their statements as they are

    yuan, rest = divmod(abs(amount_fen), 100)
    words = str(cn2an.an2cn(f"{yuan}.{rest:02d}", "rmb"))
    whole = f"人民币{words}整" if words.endswith("角") else f"人民币{words}"
    return f"负{whole}" if amount_fen < 0 else whole
