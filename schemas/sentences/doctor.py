"""What `doctor` says of the machine and the office, and what to do where something is not as it should be."""

from typing import NamedTuple

from schemas.words import Words

NOTHING_TO_DO = Words("", "")


class Said(NamedTuple):
    """What is found, and what to do."""

    found: Words
    remedy: Words = NOTHING_TO_DO


CHECKS: dict[str, Words] = {
    "python": Words("Python", "Python"),
    "program": Words("程序", "program"),
    "libraries": Words("程序库", "libraries"),
    "disk": Words("磁盘空间", "disk"),
    "font": Words("字体", "font"),
    "settings": Words("设置", "settings"),
    "inbox": Words("收件箱", "inbox"),
    "outbox": Words("发件箱", "outbox"),
    "ledger_folder": Words("存档文件夹", "ledger's folder"),
    "lock": Words("占用", "lock"),
    "calendar": Words("放假安排", "holidays"),
    "ledger": Words("存档", "ledger"),
    "mail": Words("发邮件", "mail"),
}
"""What each line is about."""

STATES: dict[str, Words] = {
    "fine": Words("正常", "ok"),
    "note": Words("注意", "note"),
    "unknown": Words("看不出", "can't tell"),
    "wrong": Words("有问题", "wrong"),
}
MARKS = {"fine": "√", "note": "！", "unknown": "？", "wrong": "×"}
"""What stands before a line; the word stands there too."""

DOCTOR: dict[str, Said] = {
    "python_known": Said(Words("{version}", "{version}")),
    "python_untried": Said(
        Words("{version}，没有试过；试过的是 {first} 到 {last}", "{version} was never tried; {first} to {last} were"),
        Words("出了怪事，请改用 Python {last}", "if anything is odd, use Python {last}"),
    ),
    "program_version": Said(Words("hongdan {version}", "hongdan {version}")),
    "program_not_installed": Said(
        Words("没有安装，是直接从文件夹里运行的", "it is not installed, and runs from its folder"),
        Words("要装好：在程序文件夹里执行 py -m pip install .", "to install it, in its folder: py -m pip install ."),
    ),
    "not_loaded": Said(
        Words("装得不全，有一部分打不开（{reason}）", "a part of it can't be loaded ({reason})"),
        Words(
            "请重新安装：py -m pip install --force-reinstall .",
            "install it anew: py -m pip install --force-reinstall .",
        ),
    ),
    "libraries_as_pinned": Said(Words("{count} 个，版本都对", "{count}, all of the right version")),
    "libraries_unknown": Said(
        Words("程序没有安装，不知道该是哪些", "the program is not installed, so nobody knows which")
    ),
    "library_missing": Said(
        Words("缺 {name} {wanted}", "{name} {wanted} is missing"),
        Words("请重新安装：py -m pip install .", "install the program again: py -m pip install ."),
    ),
    "library_other": Said(
        Words("{name} 是 {found}，试过的是 {wanted}", "{name} is {found}; {wanted} was tried"),
        Words("出了怪事，请重新安装：py -m pip install .", "if anything is odd, install again: py -m pip install ."),
    ),
    "disk_free": Said(Words("还有 {free} GB", "{free} GB free")),
    "disk_low": Said(
        Words("只剩 {free} GB", "only {free} GB free"),
        Words("请清理磁盘，留出 {enough} GB 以上", "make room on the disk, {enough} GB at least"),
    ),
    "font_there": Said(Words("有 {font}", "{font} is there")),
    "font_missing": Said(
        Words(
            "没有 {font}，工作簿会换一种字体显示，列宽可能不合适", "{font} is not there; workbooks show another font"
        ),
        Words("在看工作簿的电脑上装 {font}；Windows 自带", "install {font} where workbooks are read; Windows has it"),
    ),
    "font_unknown": Said(
        Words("这台电脑上查不出有没有 {font}", "whether {font} is there can't be told on this machine"),
    ),
    "settings_default": Said(Words("没有 hongdan.toml，都用默认值", "there is no hongdan.toml; all is as by default")),
    "settings_valid": Said(Words("hongdan.toml 都看得懂", "hongdan.toml is valid")),
    "inbox_missing": Said(
        Words("还没有 {folder}", "there is no {folder} yet"),
        Words("请建好这个文件夹，把表放进去", "make that folder and drop the sheets there"),
    ),
    "inbox_readable": Said(Words("{count} 个文件都能打开", "{count} file(s), all can be opened")),
    "inbox_unreadable": Said(
        Words(
            "{count} 个文件打不开，如 {file}（{reason}）", "{count} file(s) can't be opened, such as {file} ({reason})"
        ),
        Words("请关掉占用它的程序，或检查权限", "close the program that has it open, or check its permissions"),
    ),
    "folder_writable": Said(Words("能写", "can be written")),
    "folder_to_come": Said(Words("还没有，第一次运行时会建好", "not there yet; the first run makes it")),
    "path_long": Said(
        Words(
            "{folder} 有 {length} 个字符长；Excel 打不开路径超过 {most} 个字符的工作簿",
            "{folder} is {length} characters long; Excel opens no workbook whose path is longer than {most}",
        ),
        Words(
            "请把整个文件夹移到短一些的地方，如 D:\\hongdan",
            "move the office's folder to a shorter place, such as D:\\hongdan",
        ),
    ),
    "lock_free": Said(Words("没有", "none")),
    "lock_held": Said(Words("正在运行{who}", "a run is at work{who}"), Words("等它做完", "wait until it has finished")),
    "lock_dead": Said(
        Words("上次运行中断了{who}；下次运行会接着做", "a run was cut off{who}; the next one takes over")
    ),
    "lock_left": Said(
        Words("另一台电脑占着{who}", "another machine has it{who}"),
        Words(
            "等它做完；如果那台电脑已经关机或断开，执行 hongdan unlock",
            "wait until it has finished; if that machine was switched or cut off: hongdan unlock",
        ),
    ),
    "calendar_known": Said(Words("{years} 年都有", "{years} are known")),
    "calendar_own": Said(
        Words("{years} 年尚未公布，用日历表里写的", "{years} not published; the calendar sheet is used")
    ),
    "calendar_unknown": Said(
        Words("{years} 年没有，工作日按周一至周五计算", "{years} not known; working days are counted Monday to Friday"),
        Words(
            "公布后更新程序，或把放假和调休的日子写进 日历 表（hongdan template 日历）放进收件箱",
            "update the program once they are published, or drop a sheet 日历 (hongdan template 日历) that says so",
        ),
    ),
    "ledger_none": Said(Words("还没有，第一次收件时会建好", "there is none yet; it comes with the first file")),
    "ledger_sound": Said(Words("{count} 份原文件和全部记录都完好", "{count} original(s) and all records are sound")),
    "ledger_busy": Said(Words("正在运行，这次没有查", "a run is at work; not looked at this time")),
    "ledger_damaged": Said(
        Words("{count} 个文件坏了或不见了：{files}", "{count} file(s) are damaged or gone: {files}"),
        Words(
            "执行 hongdan rebuild；补不了的从备份恢复", "run hongdan rebuild; what it can't mend comes from a backup"
        ),
    ),
    "mail_off": Said(Words("设置里没有要求发，只写草稿", "the settings ask for none to be sent; drafts only")),
    "mail_works": Said(Words("{host} 连得上、登得进", "{host} answers and lets us in")),
    "no_answer": Said(
        Words("没法查（{reason}）", "could not be looked at ({reason})"),
        Words("请把这一行发给维护人员", "send this line to whoever maintains the program"),
    ),
}
"""What is found by code, with what to do."""

ALL_FINE = Words("一切正常", "All is well")
SOME_TO_NOTE = Words(
    "能用；有 {count} 处要注意，看上面标“！”的行", "It works; {count} thing(s) to note, in the lines marked “！” above"
)
SOME_WRONG = Words("{count} 处有问题，照上面说的做", "{count} thing(s) are wrong; do as said above")
