"""The command line: each command parses, calls one function and prints; the exit status says how it went."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cycles import search_no_more, search_seldom
from pipeline.home import Home
from pipeline.options import cluster_option, day, home_option, json_option, month, print_result

if TYPE_CHECKING:
    from datetime import date, datetime

PROBLEMS_FOUND = 1
NOT_DONE = 5


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hongdan")
def cli() -> None:
    """红单：订单、出库、回单、收款表放进 inbox/，催收清单、异常报告和对账单从 outbox/ 出来。"""
    search_seldom()


@cli.command("run")
@home_option
@click.option("--as-of", callback=day, metavar="DATE", help="截至哪一天；默认今天。")
@click.option("--month", callback=month, metavar="YYYY-MM", help="哪个月的对账单；默认上一个完整月份。")
@cluster_option
@json_option
def run_command(home: Home, as_of: "date | None", month: "date | None", cluster: str | None, as_json: bool) -> None:
    """收件、核对、写出全部工作簿。例：hongdan run --as-of 2026-11-05。"""
    from pipeline.last_run import unchanged

    if cluster is None and (told := unchanged(home, as_of, month)) is not None:
        return print_result(as_json, lambda: told.document, lambda: told.text)
    from pipeline.processes import warm_up

    warm_up()
    from pipeline.run import run
    from pipeline.run_told import run_as_json, run_as_text

    outcome = run(home, as_of, month, cluster=cluster)
    return print_result(as_json, lambda: run_as_json(outcome), lambda: run_as_text(outcome))


@cli.command("watch")
@home_option
@click.option("--every", type=click.FloatRange(0.1, 3600), default=2.0, show_default=True, help="隔几秒看一次收件箱。")
@cluster_option
@json_option
def watch_command(home: Home, every: float, cluster: str | None, as_json: bool) -> None:
    """一直看着收件箱：表一放好就收件、核对、写出；每天至少运行一次。按 Ctrl-C 结束。"""
    from pipeline.processes import warm_up
    from pipeline.stop import Stop

    stop = Stop()  # before anything that takes its time
    warm_up()
    from pipeline.watching import watching

    watching(home, every, stop.rest, as_json=as_json, cluster=cluster)


@cli.command("due")
@home_option
@click.option("--as-of", callback=day, metavar="DATE", help="截至哪一天；默认今天。")
@json_option
def due_command(home: Home, as_of: "date | None", as_json: bool) -> None:
    """哪天该办什么：催收、对账单、提醒、结账、经理月报；办了没有，还差什么。"""
    from pipeline.due import due
    from pipeline.due_told import due_as_json, due_as_text
    from pipeline.screen import screen_width

    found = due(home, as_of)
    print_result(as_json, lambda: due_as_json(found), lambda: due_as_text(found, screen_width()))


@cli.command("schedule")
@home_option
@click.option("--at", type=click.DateTime(["%H:%M"]), default="07:30", show_default=True, help="每天几点运行。")
@json_option
def schedule_command(home: Home, at: "datetime", as_json: bool) -> None:
    """给出每天自动运行的写法：Windows 任务计划、cron、systemd；不安装任何东西。"""
    from pipeline.schedule import schedule, schedule_as_text
    from pipeline.settings import load

    settings, hour = load(home.settings), at.time()
    lines = schedule(home, hour, mails=settings.mail.by_itself)
    print_result(as_json, lambda: lines, lambda: schedule_as_text(lines, hour, settings.lang))


@cli.command("mail")
@home_option
@click.option("--dry-run", is_flag=True, help="只看会发什么、发给谁，什么都不做。")
@click.option(
    "--again",
    multiple=True,
    metavar="WHO",
    help="发过的再发一次：邮箱（给它的全部），或客户编码、业务员、司机（只有那一份）；可以写几次。",
)
@json_option
def mail_command(home: Home, dry_run: bool, again: tuple[str, ...], as_json: bool) -> None:
    """把上次运行的对账单、异常报告、催收单等发给各人；按设置写草稿（默认）或发出。例：hongdan mail --dry-run。"""
    from pipeline.mailing import mail
    from pipeline.mailing_told import mail_as_json, mail_as_text

    mailed = mail(home, dry_run=dry_run, again=again)
    print_result(as_json, lambda: mail_as_json(mailed), lambda: mail_as_text(mailed))
    if not mailed.complete:
        raise SystemExit(NOT_DONE)


@cli.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@home_option
@json_option
def check_command(files: tuple[Path, ...], home: Home, as_json: bool) -> None:
    """看一张表有什么问题，只写标好的副本，不收件。例：hongdan check 十月订单.xlsx。"""
    from pipeline.processes import READING, warm_up

    warm_up(READING)
    from pipeline.check import check
    from pipeline.console import check_as_json, check_as_text
    from pipeline.screen import screen_width

    checked = check(home, files)
    print_result(as_json, lambda: check_as_json(checked), lambda: check_as_text(checked, screen_width()))
    if any(found.problems for found in checked):
        raise SystemExit(PROBLEMS_FOUND)


@cli.command("template")
@click.argument("kinds", nargs=-1)
@home_option
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="写到哪里；默认 outbox/模板/。")
@json_option
def template_command(kinds: tuple[str, ...], home: Home, out: Path | None, as_json: bool) -> None:
    """写出空白表：下拉、批注、示例行都有。例：hongdan template 订单 回单。"""
    from pipeline.console import paths_as_json, paths_as_text
    from pipeline.settings import language
    from pipeline.templates import write_templates

    paths = write_templates(home, kinds, out)
    print_result(as_json, lambda: paths_as_json(paths), lambda: paths_as_text(paths, language(home.settings)))


@cli.command("withdraw")
@click.argument("file")
@home_option
@click.option("--as-of", callback=day, metavar="DATE", help="撤回记在哪一天；默认今天。")
@json_option
def withdraw_command(file: str, home: Home, as_of: "date | None", as_json: bool) -> None:
    """把一个文件的内容撤回；原文件仍在存档，改过之后才会再收。"""
    from pipeline.console import say
    from pipeline.record import withdraw
    from pipeline.settings import language

    counted = withdraw(home, file, as_of)
    code = "withdrawn" if counted else "withdrawn_before"
    print_result(
        as_json,
        lambda: {"file": file, "withdrawn": counted},
        lambda: say(code, language(home.settings), file=file),
    )


@cli.command("close")
@click.argument("month", callback=month, metavar="YYYY-MM")
@home_option
@click.option("--as-of", callback=day, metavar="DATE", help="截至哪一天；默认今天。")
@click.option("--anyway", is_flag=True, help="还有退回的单据也结账；会记录在案。")
@json_option
def close_command(month: "date", home: Home, as_of: "date | None", anyway: bool, as_json: bool) -> None:
    """结账：写出这个月和以前各月的对账单，从此不再改动。例：hongdan close 2026-09。"""
    from pipeline.close import close
    from pipeline.closing_told import close_as_json, close_as_text

    closed = close(home, month, as_of, anyway=anyway)
    print_result(as_json, lambda: close_as_json(closed), lambda: close_as_text(closed))


@cli.command("reopen")
@click.argument("month", callback=month, metavar="YYYY-MM")
@home_option
@click.option("--as-of", callback=day, metavar="DATE", help="记在哪一天；默认今天。")
@json_option
def reopen_command(month: "date", home: Home, as_of: "date | None", as_json: bool) -> None:
    """重新打开最后一个已结账的月份；结账时的内容仍在存档。"""
    from pipeline.close import reopen
    from pipeline.settings import language
    from schemas.sentences.closing import closing_words

    reopen(home, month, as_of)
    named = f"{month:%Y-%m}"
    print_result(
        as_json,
        lambda: {"reopened": named},
        lambda: closing_words("reopened", month=named).in_(language(home.settings)),
    )


@cli.command("verify")
@home_option
@click.option("--as-of", callback=day, metavar="DATE", help="单据算到哪一天；默认今天。")
@json_option
def verify_command(home: Home, as_of: "date | None", as_json: bool) -> None:
    """核对存档：已结账的月份重算是否相符，存档文件有没有变。"""
    from pipeline.closing_told import verdict_as_json, verdict_as_text
    from pipeline.verify import verify

    verdict = verify(home, as_of)
    print_result(as_json, lambda: verdict_as_json(verdict), lambda: verdict_as_text(verdict))
    if not verdict.sound:
        raise SystemExit(PROBLEMS_FOUND)


@cli.command("rebuild")
@home_option
@json_option
def rebuild_command(home: Home, as_json: bool) -> None:
    """补好 .hongdan 里坏了的文件：从存档的原文件重读，从副本恢复流水；补不了的列出来。"""
    from pipeline.rebuild import rebuild
    from pipeline.repairs_told import rebuilt_as_json, rebuilt_as_text

    rebuilt = rebuild(home)
    print_result(as_json, lambda: rebuilt_as_json(rebuilt), lambda: rebuilt_as_text(rebuilt))
    if rebuilt.lost:
        raise SystemExit(PROBLEMS_FOUND)


@cli.command("doctor")
@home_option
@json_option
def doctor_command(home: Home, as_json: bool) -> None:
    """看看这台电脑和这个文件夹：版本、设置、权限、磁盘、占用、放假安排、字体、存档、发邮件；什么都不改。"""
    from pipeline.doctor import doctor
    from pipeline.doctor_told import doctor_as_json, doctor_as_text

    found = doctor(home)
    print_result(as_json, lambda: doctor_as_json(found), lambda: doctor_as_text(found))
    if found.wrong:
        raise SystemExit(PROBLEMS_FOUND)


@cli.command("unlock")
@home_option
@json_option
def unlock_command(home: Home, as_json: bool) -> None:
    """另一台电脑运行到一半断了，留下的占用由这里解除；还在运行的不动。"""
    from pipeline.lock import unlock
    from pipeline.repairs_told import unlocked_as_json, unlocked_as_text
    from pipeline.settings import language

    gone = unlock(home)
    print_result(as_json, lambda: unlocked_as_json(gone), lambda: unlocked_as_text(gone, language(home.settings)))


@cli.command("trace")
@click.argument("number")
@home_option
@json_option
def trace_command(number: str, home: Home, as_json: bool) -> None:
    """一个订单号、出库单号、收款单号或客户背后的每一行在哪里。"""
    from pipeline.console import trace_as_text
    from pipeline.record import traced
    from pipeline.settings import language

    found = traced(home, number)
    print_result(as_json, lambda: found, lambda: trace_as_text(found, language(home.settings)))


@cli.command("demo")
@home_option
@click.option("--orders", type=click.IntRange(1, 2_000_000), default=300, show_default=True, help="多少张订单。")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="同一个数得到同一家公司。")
@click.option("--until", callback=day, metavar="DATE", help="数据到哪一天为止；默认今天。")
@json_option
def demo_command(home: Home, orders: int, seed: int, until: "date | None", as_json: bool) -> None:
    """在一个空文件夹里编一家公司的 inbox/，供试用。"""
    from pipeline.console import paths_as_json, paths_as_text
    from pipeline.sample import write_demo
    from pipeline.settings import language

    paths = write_demo(home, orders, seed, until)
    print_result(as_json, lambda: paths_as_json(paths), lambda: paths_as_text(paths, language(home.settings)))


def main() -> None:
    """Runs one command; what stops it is one plain message, what breaks it is a log and status 70."""
    # Tables taken and let go by the hundred: the system's own allocator gives back what pyarrow's would keep.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a GBK console can't show every character
    try:
        cli()
    except Exception as error:  # the one place where anything may arrive
        raise SystemExit(told(error, home_of(sys.argv))) from None
    finally:
        search_no_more()


def home_of(arguments: list[str]) -> Home:
    """The folder that a command line speaks of, however little of it could be parsed."""
    for place, word in enumerate(arguments):
        if word == "--home" and place + 1 < len(arguments):
            return Home(Path(arguments[place + 1]))
        if word.startswith("--home="):
            return Home(Path(word.removeprefix("--home=")))
    return Home(Path())


def told(error: Exception, home: Home) -> int:
    """Says on standard error what stopped the command; returns its exit status."""
    from pipeline.faults import why

    status, sentence = why(error, home)
    click.echo(sentence, err=True)
    return status


if __name__ == "__main__":
    main()
