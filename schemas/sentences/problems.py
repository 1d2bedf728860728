"""What is wrong with a cell, a document, a sheet or a file, and what to do: one sentence each a code, in two languages.

Placeholders: `{field}` is the column's label as the sheet has it, `{typed}` what the cell holds, the others are
the problem's params. `{kind}`, `{fields}` and `{choices}` are put into the reader's language.
"""

from typing import NamedTuple

from schemas.words import Words


class Sentence(NamedTuple):
    """One problem in words."""

    problem: Words
    remedy: Words


def _says(zh: str, en: str, do_zh: str, do_en: str) -> Sentence:
    return Sentence(Words(zh, en), Words(do_zh, do_en))


CELLS: dict[str, Sentence] = {
    "required_blank": _says(
        "{field}没有填。", "{field} is blank.",
        "请补填{field}。", "Fill in {field}.",
    ),
    "too_long": _says(
        "{field}“{typed}”超过 {longest} 个字符。", "{field} “{typed}” is longer than {longest} characters.",
        "请缩短到 {longest} 个字符以内。", "Shorten it to {longest} characters at most.",
    ),
    "not_a_number": _says(
        "{field}“{typed}”不是数字。", "{field} “{typed}” is not a number.",
        "请只写数字，如 1234.50。", "Write a plain number such as 1234.50.",
    ),
    "unit_behind_number": _says(
        "{field}“{typed}”数字后面带了“{unit}”，无法确定是多少。",
        "{field} “{typed}” has “{unit}” behind the number, so its value is not certain.",
        "请去掉“{unit}”，写完整的数字，如 12000。", "Leave out “{unit}” and write the number in full, such as 12000.",
    ),
    "too_large": _says(
        "{field}“{typed}”大得不合理。", "{field} “{typed}” is implausibly large.",
        "请核对后改成实际的数。", "Check it and write the real figure.",
    ),
    "too_many_decimals": _says(
        "{field}“{typed}”小数超过 {decimals} 位。", "{field} “{typed}” has more than {decimals} decimals.",
        "请四舍五入到 {decimals} 位小数以内。", "Round it to {decimals} decimals at most.",
    ),
    "not_a_whole_number": _says(
        "{field}“{typed}”不是整数。", "{field} “{typed}” is not a whole number.",
        "请写整数，如 3。", "Write a whole number such as 3.",
    ),
    "not_a_date": _says(
        "{field}“{typed}”看不出年月日。", "{field} “{typed}” does not say year, month and day.",
        "请写成 2026-03-04 的样子。", "Write it like 2026-03-04.",
    ),
    "not_a_month": _says(
        "{field}“{typed}”看不出是哪个月。", "{field} “{typed}” does not say which month.",
        "请写成 2026-10 或 2026年10月。", "Write it like 2026-10.",
    ),
    "no_such_date": _says(
        "{field}“{typed}”没有这一天或这个时间。", "{field} “{typed}” is a day or time that does not exist.",
        "请核对日期，写成 2026-03-04 的样子。", "Check the date and write it like 2026-03-04.",
    ),
    "year_out_of_range": _says(
        "{field}“{typed}”的年份不在 2000–2099 之间。", "{field} “{typed}” is not in the years 2000–2099.",
        "请核对年份，写成 2026-03-04 的样子。", "Check the year and write it like 2026-03-04.",
    ),
    "not_yes_or_no": _says(
        "{field}“{typed}”看不出是还是否。", "{field} “{typed}” is neither yes nor no.",
        "请填 是 或 否。", "Write yes or no.",
    ),
    "not_a_choice": _says(
        "{field}“{typed}”不在可选的词里。", "{field} “{typed}” is not one of the words to choose from.",
        "请改成其中之一：{choices}。", "Use one of: {choices}.",
    ),
    "excel_error": _says(
        "{field}里是 Excel 错误值 {typed}。", "{field} holds the Excel error {typed}.",
        "请改正公式，或直接填上值。", "Mend the formula, or type the value.",
    ),
    "no_stored_value": _says(
        "{field}里的公式没有存下结果。", "{field} holds a formula without a stored result.",
        "请用 Excel 打开该文件，保存一次，再放回来。", "Open and save the file in Excel once, then drop it back.",
    ),
    "digits_lost": _says(
        "{field}“{typed}”是 16 位以上的数字，Excel 已把第 15 位以后改成了 0。",
        "{field} “{typed}” is a number of more than 15 digits, of which Excel keeps only 15.",
        "请把该列设为文本格式，重新录入后再放回来。", "Format the column as text, type it again and drop it back.",
    ),
    "shown_short": _says(
        "{field}“{typed}”是表格软件缩写的数字，原来的号码已经不全。",
        "{field} “{typed}” is a number that a spreadsheet has cut short; the digits behind are lost.",
        "请把该列设为文本格式，照原单重新录入后再放回来。", "Format the column as text, type it again from the paper.",
    ),
    "zeros_lost": _says(
        "{field}“{typed}”比同列其他号码少几位，前面的 0 可能丢了。",
        "{field} “{typed}” is shorter than the others in its column; leading zeros may be lost.",
        "请核对；同列一般是 {width} 位。改成文本重新录入，确实没有 0 的也存成文本（CSV 请另存为 .xlsx）。",
        "Check it; the others have {width} digits. Type it as text, without zeros too if it has none.",
    ),
    "not_above": _says(
        "{field}“{typed}”不是大于 {limit} 的数。", "{field} “{typed}” is not above {limit}.",
        "请改成实际的数；退货请用退货表，退款请用收款表的负数。",
        "Write the real figure; goods that came back go on a returns sheet, refunds on a payments sheet with a minus.",
    ),
    "below_least": _says(
        "{field}“{typed}”小于 {limit}。", "{field} “{typed}” is below {limit}.",
        "请改成不小于 {limit} 的数。", "Write a figure of at least {limit}.",
    ),
    "above_most": _says(
        "{field}“{typed}”大于 {limit}。", "{field} “{typed}” is above {limit}.",
        "请改成不大于 {limit} 的数。", "Write a figure of at most {limit}.",
    ),
    "is_zero": _says(
        "{field}不能是 0。", "{field} must not be 0.",
        "请填实际金额，退款填负数；没有发生就删去这一行。",
        "Write the real amount, a refund with a minus; delete the row if nothing was paid.",
    ),
}  # fmt: skip
"""What can be wrong with one cell by itself."""

ROWS: dict[str, Sentence] = {
    "missing_order_no": _says(
        "{field}没有填。", "{field} is blank.",
        "请补填；退回的表里已按当天的下一个空号填好的，核对后放回即可。",
        "Fill it in; where the returned copy has the next free number of the day already, check it and drop it back.",
    ),
    "customer_missing": _says(
        "客户编码和客户名称都没有填。", "Neither the customer's code nor the name is given.",
        "请至少填一个，最好填客户编码。", "Fill in one of them, the code if you can.",
    ),
    "product_missing": _says(
        "产品编码和品名都没有填。", "Neither the product's code nor the name is given.",
        "请至少填一个，最好填产品编码。", "Fill in one of them, the code if you can.",
    ),
    "price_missing": _says(
        "单价没有填，这一行也不是赠品。", "The unit price is blank, and the line is not a gift.",
        "请补填单价；如果是赠品，请在“赠品”列填 是。",
        "Fill in the unit price; for a gift write yes in the gift column.",
    ),
    "amount_differs": _says(
        "{field}“{typed}”与数量×单价相差超过 0.01。",
        "{field} “{typed}” differs from quantity × unit price by more than 0.01.",
        "请核对数量、单价和金额，改正其中错的一个。",
        "Check quantity, unit price and amount, and mend the one that is wrong.",
    ),
    "sizes_differ": _says(
        "{field}“{typed}”与各尺码之和 {sum} 不符。", "{field} “{typed}” is not the sum of the sizes, {sum}.",
        "请核对各尺码的数量和{field}，改正其中错的一个。",
        "Check the sizes and {field}, and mend the one that is wrong.",
    ),
    "amount_too_large": _says(
        "数量×单价大得不合理。", "Quantity × unit price is implausibly large.",
        "请核对数量和单价。", "Check quantity and unit price.",
    ),
    "gift_has_price": _says(
        "赠品的{field}应为 0 或不填，这里是“{typed}”。", "A gift's {field} must be 0 or blank; here it is “{typed}”.",
        "请把单价清空；如果不是赠品，请把“赠品”改成 否。", "Clear the price, or write no in the gift column.",
    ),
    "gift_has_amount": _says(
        "赠品的{field}应为 0 或不填，这里是“{typed}”。", "A gift's {field} must be 0 or blank; here it is “{typed}”.",
        "请把金额清空；如果不是赠品，请把“赠品”改成 否。", "Clear the amount, or write no in the gift column.",
    ),
    "due_before_order": _says(
        "{field}“{typed}”早于下单日期。", "{field} “{typed}” is before the order's date.",
        "请核对这两个日期。", "Check the two dates.",
    ),
    "reviewed_before_order": _says(
        "{field}“{typed}”早于下单时间。", "{field} “{typed}” is before the order was placed.",
        "请核对这两个时间。", "Check the two times.",
    ),
    "approved_before_order": _says(
        "{field}“{typed}”早于下单时间。", "{field} “{typed}” is before the order was placed.",
        "请核对这两个时间。", "Check the two times.",
    ),
    "write_off_needs_remark": _says(
        "有抹零“{typed}”，但备注没有填。", "There is a write-off “{typed}”, but no remark.",
        "请在备注里写明抹零的原因。", "Say in the remark why it was written off.",
    ),
    "ends_before_start": _says(
        "{field}“{typed}”早于生效日期。", "{field} “{typed}” is before the first valid day.",
        "请核对这两个日期；一直有效的不填失效日期。", "Check the two days; leave it blank for a policy without an end.",
    ),
    "result_missing": _says(
        "对账结果没有填。", "The result is blank.",
        "请填 相符 或 不符。", "Write agrees or differs.",
    ),
    "differs_without_figure": _says(
        "对账结果是不符，但对方余额没有填。", "It differs, but the balance in the customer's books is blank.",
        "请填对方账上的余额。", "Fill in the balance in the customer's books.",
    ),
    "agrees_on_another_figure": _says(
        "对账结果是相符，但对方余额“{typed}”和我方余额不同。",
        "It agrees, but the customer's balance “{typed}” is not ours.",
        "余额不同请填 不符；相符时对方余额可以不填。", "Write differs, or leave the balance blank where it agrees.",
    ),
    "not_of_this_rule": _says(
        "规则 {rule} 没有参数“{typed}”。", "Rule {rule} has no parameter “{typed}”.",
        "请改成其中之一：{choices}；或改正规则代码。", "Use one of: {choices}; or mend the rule's code.",
    ),
    "not_what_it_takes": _says(
        "{parameter}的取值不能是“{typed}”。", "“{typed}” is no value of {parameter}.",
        "请写{takes}。", "Write {takes}.",
    ),
    "half_a_gift_rule": _says(
        "“买”和“赠”只填了一个。", "Only one of buy and free is given.",
        "请两个都填，或都不填。", "Fill in both, or neither.",
    ),
    "return_without_value": _says(
        "产品、单价和退货金额都没有填，无法知道退的是什么、值多少。",
        "Neither a product nor a price nor an amount is given, so nobody knows what came back or what it is worth.",
        "请至少填产品编码，或填退货金额。", "Fill in the product's code, or the returned amount.",
    ),
    "return_without_customer": _says(
        "客户、出库单号和订单号都没有填，无法知道是谁退的。",
        "Neither a customer nor a shipment nor an order is given, so nobody knows who returned it.",
        "请至少填一个，最好填出库单号。", "Fill in one of them, the shipment if you can.",
    ),
    "returned_missing": _says(
        "回单日期没有填。", "The day on which the slip came back is blank.",
        "请补填回单日期；还没收回的，请只填承诺日期。",
        "Fill it in; for a slip not back yet, give only the promised date.",
    ),
    "signed_missing": _says(
        "是否签字没有填。", "Signed or not is blank.",
        "请填 是 或 否。", "Write yes or no.",
    ),
    "signed_after_return": _says(
        "{field}“{typed}”晚于回单日期。", "{field} “{typed}” is after the day on which the slip came back.",
        "请核对这两个日期。", "Check the two dates.",
    ),
    "handed_over_before_return": _says(
        "{field}“{typed}”早于回单日期。", "{field} “{typed}” is before the day on which the slip came back.",
        "请核对这两个日期。", "Check the two dates.",
    ),
    "opening_date_missing": _says(
        "有期初余额，但没有填期初日期。", "There is an opening balance without its date.",
        "请补填期初日期：余额是哪一天开始时的。", "Fill in the opening date: the day at whose start the balance stood.",
    ),
    "received_more_than_shipped": _says(
        "{field}“{typed}”多于发货数量 {shipped}。", "{field} “{typed}” is more than the {shipped} that were shipped.",
        "请核对实收数量和出库单号。", "Check the received quantity and the shipment number.",
    ),
    "received_of_which_product": _says(
        "{field}“{typed}”少于发货合计 {shipped}，出库单有几种产品，看不出少的是哪一种。",
        "{field} “{typed}” is less than the {shipped} shipped in all, and of which of the products is not said.",
        "请按产品分行填实收数量，并填上产品编码；全部收到就不用填。",
        "Give the received quantity a row for each product, with its code; leave it blank if all was received.",
    ),
}  # fmt: skip
"""What can be wrong with the cells of a row together."""

DOCUMENTS: dict[str, Sentence] = {
    "field_clash": _says(
        "同一张单据的{field}不一致：这里是“{typed}”，{other}是“{value}”。",
        "The rows of this document disagree on {field}: “{typed}” here, “{value}” in {other}.",
        "请把同一张单据各行的{field}改成一致，或只在一行填写。",
        "Make {field} the same in all rows of the document, or give it in one row only.",
    ),
    "row_twice": _says(
        "与第 {other} 行是同一项，不能出现两次。",
        "This row and row {other} are the same item, which can't stand twice.",
        "请改正其中一行的编号或行号，或删去多余的一行。", "Mend the number of one of them, or delete one row.",
    ),
    "document_twice": _says(
        "同一张单据在 {other} 也有，内容不同或有误。",
        "The same document also stands in {other}, with other content or mistakes.",
        "请只保留正确的一份。", "Keep only the right one.",
    ),
    "header_twice": _says(
        "{first} 和 {second} 两列的标题都是“{field}”，不知道该读哪一列。",
        "Columns {first} and {second} are both headed “{field}”, so it is not clear which to read.",
        "请改掉或删去其中一列的标题。", "Rename or delete one of the two headings.",
    ),
}  # fmt: skip
"""What can be wrong with a document or a sheet."""

FILES: dict[str, Sentence] = {
    "encrypted": _says(
        "文件有打开密码，读不了。", "The file is protected by a password and can't be read.",
        '请在 hongdan.toml 的 [passwords] 里写 "文件名" = "密码"，或设环境变量 HONGDAN_PASSWORD；'
        "也可在 Excel 里去掉打开密码，存回原文件名。",
        'Write "file name" = "password" under [passwords] in hongdan.toml, or set HONGDAN_PASSWORD in the environment; '
        "or remove the password in Excel and save it under the same name.",
    ),
    "wrong_password": _says(
        "文件有打开密码，给出的密码都打不开。",
        "The file is protected by a password, and none that was given opens it.",
        "请改正 hongdan.toml 的 [passwords] 里这个文件的密码（或环境变量 HONGDAN_PASSWORD），下次运行会再读；"
        "也可在 Excel 里去掉打开密码，存回原文件名。",
        "Correct the file's password under [passwords] in hongdan.toml (or HONGDAN_PASSWORD in the environment), and "
        "the next run reads it again; or remove the password in Excel and save it under the same name.",
    ),
    "damaged": _says(
        "文件已损坏或不完整，读不了。", "The file is damaged or incomplete and can't be read.",
        "请重新导出，或用 Excel 打开修复后另存，再放回来。",
        "Export it again, or open and repair it in Excel, and drop it back.",
    ),
    "empty_file": _says(
        "文件是空的。", "The file is empty.",
        "请放入有内容的表格。", "Drop in a sheet with something on it.",
    ),
    "not_a_spreadsheet": _says(
        "不是表格文件。", "It is not a spreadsheet.",
        "请另存为 .xlsx 再放进来。", "Save it as .xlsx and drop that in.",
    ),
    "web_page": _says(
        "虽然叫表格，内容其实是网页或 XML，里面没有表格。",
        "It is called a spreadsheet but holds a web page or XML without a table in it.",
        "请用 Excel 打开，另存为 .xlsx 再放进来。", "Open it in Excel, save it as .xlsx and drop that in.",
    ),
    "too_big": _says(
        "文件展开后超过 {limit} MB。", "The file unpacks to more than {limit} MB.",
        "请按月或按年拆成几个文件；确需一次收下的，调大设置 reading.max_unpacked_mb。",
        "Split it into several files, by month or year, or raise the setting reading.max_unpacked_mb.",
    ),
    "too_many_cells": _says(
        "工作表“{sheet}”的内容一直到 {cell}，范围超过 {limit} 个单元格。",
        "Sheet “{sheet}” reaches as far as {cell}, more than {limit} cells.",
        "请删去表格以外的内容；确有这么多数据的，请拆成几个文件，或调大设置 reading.max_cells。",
        "Delete what stands outside the table; split a table that is really that big, "
        "or raise the setting reading.max_cells.",
    ),
    "no_known_header": _says(
        "没有认得的表。最接近的是“{kind}”，缺少：{fields}{likes}。",
        "No sheet in it is known. The nearest is “{kind}”, which lacks: {fields}{likes}.",
        "请补上缺少的列（标题照写），或用 hongdan template 生成的空表。",
        "Add the missing columns under these labels, or use a blank sheet from hongdan template.",
    ),
    "too_few_columns": _says(
        "没有认得的表。最接近的是“{kind}”，但还要有至少 {needed} 列：{fields}。",
        "No sheet in it is known. The nearest is “{kind}”, which needs at least {needed} more columns of: {fields}.",
        "请补上这些列中的 {needed} 列（标题照写），或用 hongdan template 生成的空表。",
        "Add {needed} of these columns, or use a blank sheet from hongdan template.",
    ),
    "no_header": _says(
        "没有认得的表：前 30 行里没有一个认得的列标题。",
        "No sheet in it is known: none of the first 30 rows holds a column label that we know.",
        "请写上列标题，或用 hongdan template 生成的空表。",
        "Write the column labels, or use a blank sheet from hongdan template.",
    ),
    "no_content": _says(
        "工作簿里什么都没有。", "There is nothing in the workbook.",
        "请放入有内容的表格。", "Drop in a sheet with something on it.",
    ),
    "not_a_file": _says(
        "这不是一个文件，没有打开。", "It is not a file and was not opened.",
        "请把表格文件本身放进来。", "Drop in the file of the sheet itself.",
    ),
    "link_outside": _says(
        "这是一个指向收件箱以外的链接，没有打开。", "It is a link that leads out of the inbox and was not opened.",
        "请把文件本身复制到收件箱。", "Copy the file itself into the inbox.",
    ),
    "reader_memory": _says(
        "读这个文件要用的内存超过上限，没有读完。",
        "Reading the file takes more memory than it may, so it was not read.",
        "请删去表格以外的内容，或拆成几个文件；确需一次收下的，调大设置 reading.max_memory_mb。",
        "Delete what stands outside the table, or split the file; or raise the setting reading.max_memory_mb.",
    ),
    "reader_slow": _says(
        "读这个文件超过了 {detail} 秒，没有读完。",
        "Reading the file took more than {detail} seconds, so it was not read.",
        "请用 Excel 打开另存，或拆成几个文件；确需一次收下的，调大设置 reading.max_seconds。",
        "Open it in Excel and save it as a new file, or split it; or raise the setting reading.max_seconds.",
    ),
    "reader_died": _says(
        "读这个文件时读取程序中止了，多半是文件已损坏。",
        "The reader broke down on the file, which is probably damaged.",
        "请用 Excel 打开，另存为新的 .xlsx，再放回来。", "Open it in Excel, save it as a new .xlsx and drop that back.",
    ),
    "reader_fault": _says(
        "读这个文件时程序自己出了错（{detail}）。", "The program itself went wrong on the file ({detail}).",
        "请用 Excel 打开，另存为新的 .xlsx 再放回来；仍不行的，把这句话和文件交给维护程序的人。",
        "Open it in Excel, save it as a new .xlsx and drop that back; "
        "if that does not help, give this sentence and the file to whoever keeps the program.",
    ),
    "changing": _says(
        "文件正在被写入，这次没有读。", "The file was being written to and was not read this time.",
        "请保存并关闭该文件；下次运行会再读。", "Save and close it; the next run reads it again.",
    ),
    "unreadable": _says(
        "文件打不开：{reason}。", "The file can't be opened: {reason}.",
        "请检查文件是否被占用、是否有权限。", "Check that nothing holds it open and that it may be read.",
    ),
}  # fmt: skip
"""Why a whole file is refused."""

PROBLEMS: dict[str, Sentence] = CELLS | ROWS | DOCUMENTS | FILES
"""Every problem by its code."""

STILL_COUNTS = Words("（上次接受的版本仍然有效。）", " (The document stays as it was last accepted.)")
"""What is added where an earlier version of the document goes on counting."""
