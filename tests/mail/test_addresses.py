"""Which parts of a cell are addresses."""

import pytest

from pipeline.mail.addresses import found_in


@pytest.mark.parametrize(
    ("typed", "addresses", "others"),
    [
        ("", (), ()),
        ("a@b.cn", ("a@b.cn",), ()),
        ("a@b.cn;c@d.com.cn", ("a@b.cn", "c@d.com.cn"), ()),
        ("a@b.cn； c@d.cn，e@f.cn、g@h.cn\ni@j.cn", ("a@b.cn", "c@d.cn", "e@f.cn", "g@h.cn", "i@j.cn"), ()),
        ("a@b.cn;A@B.CN", ("a@b.cn",), ()),
        ("王经理 <wang@b.cn>", (), ("王经理", "<wang@b.cn>")),
        ("wang＠b.cn", (), ("wang＠b.cn",)),
        ("ｗang@b.cn", (), ("ｗang@b.cn",)),
        ("王@b.cn", (), ("王@b.cn",)),
        ("wang@公司.cn", (), ("wang@公司.cn",)),
        ("wang@b", (), ("wang@b",)),
        ("wang@@b.cn", (), ("wang@@b.cn",)),
        ("wang.@b.cn", (), ("wang.@b.cn",)),
        ("wang@-b.cn", (), ("wang@-b.cn",)),
        ("a@b.cn\r\nBcc:x@y.cn", ("a@b.cn",), ("Bcc:x@y.cn",)),
        ("a@b.cn;没有", ("a@b.cn",), ("没有",)),
        ("a@xn--fiqs8s.xn--fiqs8s", ("a@xn--fiqs8s.xn--fiqs8s",), ()),
        ("x" * 65 + "@b.cn", (), ("x" * 65 + "@b.cn",)),
    ],
)
def test_only_what_every_server_takes_is_an_address(typed: str, addresses: tuple[str, ...], others: tuple[str, ...]):
    assert found_in(typed) == (addresses, others)
