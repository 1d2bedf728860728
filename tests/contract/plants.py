"""The facts of every code, several of each: the last one that is right, and the first one that is wrong.

`right` adds to the company what must not be found, `wrong` plants what must be, with level, amount and days worked out
by hand. AS_OF is Wednesday 25 November 2026; goods are 10 × 100.00 unless a case says otherwise.
"""

from tests.contract.planted import Books, Row

HIGH, MEDIUM, LOW = "高", "中", "低"
CARRIED: Row = {"送货方式": "物流", "物流公司": "顺达物流", "司机": None, "运费方式": "我方承担"}
NOT_SHIPPED_OR_DUE = {"交货日期": None}


def right(books: Books) -> None:
    """The right side of every boundary."""
    slips_right(books)
    freight_right(books)
    prices_right(books)
    delivery_right(books)
    time_right(books)
    customers_right(books)
    money_right(books)
    documents_right(books)


def wrong(books: Books) -> None:
    """The wrong side of every boundary."""
    slips_wrong(books)
    freight_wrong(books)
    prices_wrong(books)
    delivery_wrong(books)
    time_wrong(books)
    customers_wrong(books)
    money_wrong(books)
    documents_wrong(books)


def shipped_on(day: str) -> dict[str, Row]:
    """An order of that day that left on it."""
    return {"order": {"下单日期": f"{day} 09:00", "审核时间": f"{day} 09:30"}, "shipped": {"发货日期": day}}


def slips_right(books: Books) -> None:
    books.deal("T1020", **shipped_on("2026-11-18"), back=False)
    for code, promised in (("T1021", "2026-11-25"), ("T1022", "2026-12-25")):
        books.deal(
            code,
            **shipped_on("2026-10-20"),
            slip={"回单日期": None, "是否签字": None, "交单日期": None, "承诺日期": promised},
        )
    books.deal("T1030", slip={"产品编码": "P1", "实收数量": 10})
    books.deal("T1040", slip={"回单日期": "2026-11-10", "交单日期": "2026-11-13"})
    books.deal("T1041", slip={"回单日期": "2026-11-22", "交单日期": None})
    books.deal("T1010", shipped={"送货方式": "快递", "物流公司": "快捷", "司机": None})
    books.slip("T1010", 单据类型="运单", 是否签字="否", 交单日期=None)


def slips_wrong(books: Books) -> None:
    for code in ("T1011", "T1012"):
        books.deal(code, slip={"是否签字": "否", "交单日期": None})
        books.tell(f"E101-CK-{code}", HIGH, 1000, 19)
    late = {"T1023": ("2026-11-17", MEDIUM, 8), "T1024": ("2026-10-27", MEDIUM, 29), "T1025": ("2026-10-26", HIGH, 30)}
    for code, (left, level, days) in late.items():
        books.deal(code, **shipped_on(left), back=False)
        books.tell(f"E102-CK-{code}", level, 1000, days)
    broken = {"回单日期": None, "是否签字": None, "交单日期": None, "承诺日期": "2026-11-24"}
    books.deal("T1026", slip=broken)
    books.tell("E102-CK-T1026", MEDIUM, 1000, 19)
    books.deal("T1027", shipped={"送货方式": "快递", "物流公司": "快捷", "司机": None})
    books.tell("E102-CK-T1027", MEDIUM, None, 19)
    for code, received, amount in (("T1031", 9.999, 0.1), ("T1032", 0, 1000)):
        books.deal(code, slip={"产品编码": "P1", "实收数量": received})
        books.tell(f"E103-CK-{code}", HIGH, amount)
    books.deal("T1042", slip={"回单日期": "2026-11-10", "交单日期": "2026-11-14"})
    books.deal("T1043", slip={"回单日期": "2026-11-21", "交单日期": None})
    books.tell("E104-CK-T1042", LOW, 1000, 4)
    books.tell("E104-CK-T1043", LOW, 1000, 4)
    for code in ("T4031", "T4032"):
        books.slip(code)
        books.tell(f"E403-CK-{code}", MEDIUM)


def freight_right(books: Books) -> None:
    books.deal("T2010", shipped={"运费": 50, "运费方式": "垫付"})
    books.receipt("T2010", 50, 出库单号="CK-T2010", 款项类型="运费", 收款日期="2026-11-25")
    books.deal("T2020", shipped={"运费": 30, "运费方式": "我方承担"})
    books.deal("T2021", shipped={"运费": 0})
    carried(books, "T2030", 80)
    carried(books, "T2031", 50, 30)
    books.deal("T2032", shipped=CARRIED | {"运费": 80, "运单号": "YD-T2032", "运费方式": "到付"})
    books.slip("T2032", 单据类型="运单", 交单日期=None)


def carried(books: Books, code: str, *charges: float) -> None:
    """Goods that a carrier took for 80.00 of ours, and what its bill charges for them."""
    books.deal(code, shipped=CARRIED | {"运费": 80, "运单号": f"YD-{code}"})
    books.slip(code, 单据类型="运单", 交单日期=None)
    bill = {"运单号": f"YD-{code}", "物流公司": "顺达物流", "账单月份": "2026-11"}
    books.add("运费账单", *(bill | {"行号": at, "金额": charge} for at, charge in enumerate(charges, 1)))


def freight_wrong(books: Books) -> None:
    late = {"T2011": ("2026-11-24", MEDIUM, 1), "T2012": ("2026-10-27", MEDIUM, 29), "T2013": ("2026-10-26", HIGH, 30)}
    for code, (left, level, days) in late.items():
        deal = shipped_on(left)
        deal["shipped"] |= {"运费": 50, "运费方式": "垫付"}
        books.deal(code, **deal, slip={"回单日期": "2026-11-24", "交单日期": None})
        books.tell(f"E201-CK-{code}", level, 50, days)
    books.deal("T2014", shipped={"运费": 50, "运费方式": "垫付"})
    books.receipt("T2014", 49.99, 出库单号="CK-T2014", 款项类型="运费")
    books.tell("E201-CK-T2014", MEDIUM, 0.01, 19)
    for code, freight in (("T2022", 30), ("T2023", 0.01)):
        books.deal(code, shipped={"运费": freight})
        books.tell(f"E202-CK-{code}", LOW, freight)
    carried(books, "T2033", 80.01)
    carried(books, "T2034", 79.99)
    carried(books, "T2035", 80, 80)
    books.tell("E203-YD-T2033", MEDIUM, 0.01)
    books.tell("E203-YD-T2034", MEDIUM, 0.01)
    books.tell("E203-YD-T2035", HIGH, 80)
    books.add("运费账单", {"运单号": "YD-T2036", "行号": 1, "物流公司": "顺达物流", "账单月份": "2026-11", "金额": 60})
    books.tell("E203-YD-T2036", HIGH, 60)


def prices_right(books: Books) -> None:
    retail = {"渠道": "零售"}
    books.deal("T3010", order={"单价": 90})
    books.deal("T3011", order={"单价": 95}, customer=retail)
    books.deal("T3012", order={"单价": 94.9999})
    books.deal("T3013", **product("P2", placed="2026-11-06", price=80))
    books.deal("T3020", **product("P3", placed="2026-11-06", price=90))
    books.deal("T3021", order={"产品编码": None, "品名": "样品"}, shipped={"产品编码": None, "品名": "样品"})
    gifts(books, "T3030", 10, 1)
    gifts(books, "T3031", 9, 0)
    gifts(books, "T3032", 19, 1)


def product(code: str, *, placed: str, price: float) -> dict[str, Row]:
    """An order for that product, shipped two days later."""
    head = {"产品编码": code, "下单日期": placed, "审核时间": placed, "单价": price}
    return {"order": head, "shipped": {"产品编码": code, "发货日期": "2026-11-07"}}


def gifts(books: Books, code: str, paid: float, free: float) -> None:
    """Goods with a gift policy of 1 for every 10, not shipped yet."""
    books.customer(code)
    books.order(code, {"数量": paid}, *([{"数量": free, "赠品": "是", "单价": None}] if free else []), 产品编码="P5")


def prices_wrong(books: Books) -> None:
    books.deal("T3014", order={"单价": 89.9999, "数量": 1000}, shipped={"数量": 1000})
    books.tell("E301-SO-T3014", HIGH, 0.1)
    books.deal("T3015", order={"单价": 94}, customer={"渠道": "零售"})
    books.tell("E301-SO-T3015", HIGH, 10)
    books.deal("T3016", **product("P2", placed="2026-11-05", price=80))
    books.tell("E301-SO-T3016", HIGH, 100)
    books.deal("T3022", **product("P3", placed="2026-11-05", price=90))
    books.tell("E302-SO-T3022", LOW, 900)
    books.deal("T3023", **product("P9", placed="2026-11-05", price=100))
    books.tell("E302-SO-T3023", LOW, 1000)
    for code, paid, free in (("T3033", 10, 0), ("T3034", 9, 1), ("T3035", 9.999, 1), ("T3036", 20, 1)):
        gifts(books, code, paid, free)
        books.tell(f"E303-SO-{code}", MEDIUM, 90)


def delivery_right(books: Books) -> None:
    books.customer("T4010")
    books.order("T4010")
    for part, quantity in (("a", 4), ("b", 6)):
        books.slip("T4010", books.shipment("T4010", number=f"CK-T4010{part}", 数量=quantity))
    books.deal("T4040", order=REVIEWED_SATURDAY, shipped={"发货日期": "2026-11-07"})
    books.deal("T4050", order=CANCELLED | {"审核时间": "2026-11-06 10:00"}, shipped={"发货日期": "2026-11-06"})
    books.deal("T4060", shipped={"产品编码": None})
    books.deal("T4070", customer={"别名": "老商号"}, shipped={"客户名称": "老商号"})


REVIEWED_SATURDAY = {"下单日期": "2026-11-06 09:00", "审核时间": "2026-11-07 08:00"}
CANCELLED = {"审核状态": "已取消"}


def delivery_wrong(books: Books) -> None:
    for code, quantity, amount in (("T4011", 10.001, 0.1), ("T4012", 11, 100)):
        books.deal(code, shipped={"数量": quantity})
        books.tell(f"E401-SO-{code}", HIGH, amount)
    for code, order in (("T4021", None), ("T4022", "SO-none")):
        books.customer(code)
        books.shipment(code, 订单号=order, 客户编码=code, 单价=100)
        books.slip(code)
        books.tell(f"E402-CK-{code}", HIGH, 1000)
    books.customer("T3041")
    books.shipment("T3041", 订单号="SO-none", 客户编码="T3041")
    books.slip("T3041")
    books.tell("E402-CK-T3041", HIGH, 0)
    books.tell("E304-CK-T3041", HIGH)
    books.deal("T4041", order=REVIEWED_SATURDAY)
    unapproved = {"下单日期": "2026-11-25", "审核时间": None}
    books.deal("T4042", order=unapproved | {"审核状态": "待审批"}, shipped={"发货日期": "2026-11-25"}, back=False)
    books.deal("T4043", order=unapproved | {"审核状态": "已驳回"}, shipped={"发货日期": "2026-11-25"}, back=False)
    for code in ("T4041", "T4042", "T4043"):
        books.tell(f"E404-CK-{code}", HIGH, 1000)
    books.deal("T4051", order=CANCELLED | {"审核时间": "2026-11-06 10:00"}, shipped={"发货日期": "2026-11-07"})
    books.deal("T4052", order=CANCELLED | {"审核时间": None})
    for code in ("T4051", "T4052"):
        books.tell(f"E405-CK-{code}", HIGH, 1000)
    for code, other in (("T4061", {"产品编码": "P3"}), ("T4062", {"产品编码": None, "品名": "门吸"})):
        books.deal(code, shipped=other | {"单价": 50})
        books.tell(f"E406-CK-{code}", HIGH, 500)
    for code in ("T4071", "T4072"):
        books.deal(code, shipped={"客户编码": "T1020"})
        books.tell(f"E407-CK-{code}", HIGH, 1000)


def time_right(books: Books) -> None:
    signed(books, "T5050", "王总", "2026-11-06 18:00")
    books.ordered("T5010", 交货日期="2026-11-25")
    books.deal("T5011", order={"交货日期": "2026-11-20"})
    limits = {"普通": "2026-11-06 09:00:00", "特殊": "2026-11-05 21:00:00", "紧急": "2026-11-05 11:00:00"}
    for at, (priority, moment) in enumerate(limits.items()):
        books.ordered(f"T502{at}", 优先级=priority, 审核时间=moment)
    books.ordered("T5023", 下单日期="2026-11-06 12:00", 审核时间="2026-11-09 12:00")
    books.ordered("T5024", 审核时间=None)
    books.ordered("T5030", 交货日期=None, 下单日期="2026-11-20 09:00", 审核时间="2026-11-20 10:00")


def time_wrong(books: Books) -> None:
    lacking = {"T5051": ("王总", "2026-11-07 08:00"), "T5052": ("王总", None), "T5053": (None, "2026-11-06 08:00")}
    for code, approval in lacking.items():
        signed(books, code, *approval)
        books.tell(f"E505-SO-{code}", HIGH, 1000)
    due = {"T5012": ("2026-11-24", MEDIUM, 1), "T5013": ("2026-11-19", MEDIUM, 6), "T5014": ("2026-11-18", HIGH, 7)}
    for code, (day, level, days) in due.items():
        books.ordered(code, 交货日期=day)
        books.tell(f"E501-SO-{code}", level, 1000, days)
    books.deal("T5015", order={"交货日期": "2026-11-24"}, shipped={"数量": 9.999})
    books.tell("E501-SO-T5015", MEDIUM, 0.1, 1)
    limits = {"普通": "2026-11-06 09:00:01", "特殊": "2026-11-05 21:00:01", "紧急": "2026-11-05 11:00:01"}
    for at, (priority, moment) in enumerate(limits.items(), 5):
        books.ordered(f"T502{at}", 优先级=priority, 审核时间=moment)
        books.tell(f"E502-SO-T502{at}", MEDIUM, 1000, 1 if priority == "普通" else 0)
    books.ordered("T5028", 下单日期="2026-11-24 09:00", 审核状态="待审批", 审核时间=None)
    books.tell("E502-SO-T5028", MEDIUM, 1000, 1)
    books.ordered("T5031", 交货日期=None, 下单日期="2026-11-19 09:00", 审核时间="2026-11-19 10:00")
    books.ordered("T5032", 交货日期=None, 下单日期="2026-11-18 09:00", 审核时间=None)
    books.tell("E503-SO-T5031", MEDIUM, 1000, 4)
    books.tell("E503-SO-T5032", MEDIUM, 1000, 5)


def signed(books: Books, code: str, person: str | None, moment: str | None) -> None:
    """Goods of an order whose sheet has a column for one more approval, shipped on 6 November."""
    books.customer(code)
    books.order(code, sheet="订单会签", 审批1人=person, 审批1时间=moment)
    books.slip(code, books.shipment(code))


def customers_right(books: Books) -> None:
    books.deal("T6010", order={"联系电话": "0571-88880000"})
    books.ordered("T6011", 联系电话="0571-1", 审核状态="已取消")
    books.ordered("T6012", 联系电话="0571-1", 审核状态="已驳回")
    books.customer("T6020", 别名="甲字号；乙字号")
    books.order("T6020", 客户编码=None, 客户名称="乙字号")


def customers_wrong(books: Books) -> None:
    for code in ("T6013", "T6014"):
        books.deal(code, order={"联系电话": "0571-1"})
        books.tell(f"E601-{code}", LOW)
    books.order("T6021")
    books.slip("T6021", books.shipment("T6021"))
    books.tell("E602-T6021", MEDIUM, 1000)
    books.order("T6022", 客户编码=None, 客户名称="丙字号")
    books.tell("E602-丙字号", MEDIUM, 0)
    for code, lack in (("T6031", "联系电话"), ("T6032", "地址")):
        books.deal(code, customer={lack: None})
        books.tell(f"E603-{code}", LOW)


def money_right(books: Books) -> None:
    books.deal("T7010", customer={"信用额度": 1000})
    prepaid(books, "T7020", 1000, "2026-11-06")
    deposit(books, "T7030", 300, "2026-11-06")
    books.deal("T7040")
    books.receipt("T7040", 990, 抹零=10, 备注="零头")
    books.deal("T7050")
    books.receipt("T7050", 10, 订单号="SO-T7050", 出库单号="CK-T7050")
    for code in ("T7060", "T7061", "T7062"):
        books.deal(code, **shipped_on("2026-10-20"))


def prepaid(books: Books, code: str, amount: float, day: str) -> None:
    books.deal(code, order={"付款方式": "款到发货"})
    books.receipt(code, amount, 收款日期=day, 订单号=f"SO-{code}")


def deposit(books: Books, code: str, amount: float, day: str, **order: float) -> None:
    books.deal(code, order={"付款方式": "定金"} | order)
    books.receipt(code, amount, 收款日期=day, 订单号=f"SO-{code}", 款项类型="定金")


def money_wrong(books: Books) -> None:
    for code, limit, over in (("T7011", 999.99, 0.01), ("T7012", 0, 1000)):
        books.deal(code, customer={"信用额度": limit})
        books.tell(f"E701-{code}", HIGH, over)
    prepaid(books, "T7021", 999.99, "2026-11-06")
    prepaid(books, "T7022", 1000, "2026-11-07")
    books.tell("E702-CK-T7021", HIGH, 0.01)
    books.tell("E702-CK-T7022", HIGH, 1000)
    deposit(books, "T7031", 299.99, "2026-11-06")
    deposit(books, "T7032", 300, "2026-11-07")
    books.tell("E703-SO-T7031", MEDIUM, 0.01)
    deposit(books, "T7033", 300, "2026-11-06", 单价=100.001)
    books.tell("E703-SO-T7033", MEDIUM, 0.01)
    books.tell("E703-SO-T7032", MEDIUM, 300)
    books.deal("T7041")
    books.receipt("T7041", 900, 抹零=10.01, 备注="零头")
    books.tell("E704-SK-T7041", MEDIUM, 10.01)
    books.customer("T7042")
    for order in ("SO-T7040", "SO-T7041"):
        books.receipt("T7042", 5, 抹零=5.01, 备注="零头", 订单号=order)
    books.tell("E704-SK-T7042", MEDIUM, 10.02)
    books.tell("E705-SK-T7042", MEDIUM, 10)
    books.deal("T7051")
    books.receipt("T7051", 10, 订单号="SO-none")
    books.tell("E705-SK-T7051", MEDIUM, 10)
    books.deal("T7052")
    back = {"退货单号": "TH-T7052", "行号": 1, "退货日期": "2026-11-20", "客户编码": "T7052", "产品编码": "P1"}
    books.add("退货", back | {"出库单号": "CK-none", "订单号": "SO-T7052", "退货数量": 2})
    books.tell("E705-TH-T7052", MEDIUM, 200)


def documents_right(books: Books) -> None:
    for code in ("T9010", "T9020", "T9021", "T9022", "T9023", "T9024"):
        books.deal(code)
    for code, other in (
        ("T9030", {"下单日期": "2026-11-04 09:00", "审核时间": "2026-11-04 10:00"}),
        ("T9031", {"数量": 10.001}),
        ("T9032", CANCELLED),
    ):
        books.ordered(code)
        books.order(code, number=f"SP-{code}", **other)
    for code, other in (("T9040", {"收款日期": "2026-11-07"}), ("T9041", {"收款金额": 100.01})):
        books.customer(code)
        books.receipt(code, 100)
        books.receipt(code, 100, f"SL-{code}", **other)


def documents_wrong(books: Books) -> None:
    """Orders of the company that a later file tells otherwise; and what was entered twice."""
    books.order("T9010", 备注="加急")
    books.tell("E901-SO-T9010", MEDIUM)
    changes = {
        "T9020": ({"数量": 12}, 200),
        "T9021": ({"单价": 99.99}, 0.1),
        "T9022": ({"数量": 10.001}, 0.1),
    }
    for code, (change, amount) in changes.items():
        books.order(code, **change)
        books.tell(f"E902-SO-{code}", HIGH, amount)
        books.tell(f"E901-SO-{code}", MEDIUM)
    books.order("T9023", 数量=12, 审核时间="2026-11-05 10:01")
    books.order("T9024", 备注="加急")
    books.tell("E901-SO-T9023", MEDIUM)
    books.tell("E901-SO-T9024", MEDIUM)
    for code in ("T9033", "T9034"):
        books.ordered(code)
        books.order(code, number=f"SP-{code}", 下单日期="2026-11-05 09:01", 单价=110)
        books.tell(f"E903-SP-{code}", MEDIUM, 1100)
    for code, amount in (("T9042", 100), ("T9043", -100)):
        books.customer(code)
        books.receipt(code, amount)
        books.receipt(code, amount, f"SL-{code}")
        books.tell(f"E904-SL-{code}", MEDIUM, 100)
