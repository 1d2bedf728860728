"""What several commands are told in the same words: the folder, days and months, and the form of the result."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipeline.home import Home

if TYPE_CHECKING:
    from datetime import date

Command = TypeVar("Command", bound=Callable[..., Any])


def home(context: click.Context, _option: click.Parameter, root: Path) -> Home:
    """The folder to work in; only `demo` makes a new one."""
    if root.is_dir() or context.command.name == "demo":
        return Home(root)
    from pipeline.days import worded
    from pipeline.errors import WrongUsage

    raise WrongUsage(worded("no_home", path=str(root)))


def home_option(command: Command) -> Command:
    """`--home DIR`, handed over as a Home."""
    return click.option(
        "--home",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(),
        callback=home,
        help="放 inbox/、outbox/ 和 hongdan.toml 的文件夹；默认当前文件夹。",
    )(command)


def json_option(command: Command) -> Command:
    """`--json`: the result as one JSON document."""
    return click.option("--json", "as_json", is_flag=True, help="结果写成一份 JSON。")(command)


def cluster_option(command: Command) -> Command:
    """`--cluster ADDRESS`: whose workers do the work."""
    return click.option("--cluster", metavar="ADDRESS", help="交给 Dask 集群做：tcp://主机:端口 或 tls://主机:端口。")(
        command
    )


def day(_context: click.Context, _option: click.Parameter, text: str | None) -> "date | None":
    """A day in any form that a sheet may have it in."""
    from pipeline.days import day_of

    return None if text is None else day_of(text)


def month(_context: click.Context, _option: click.Parameter, text: str | None) -> "date | None":
    """The first day of a month typed as YYYY-MM."""
    from pipeline.days import month_of

    return None if text is None else month_of(text)


def print_result(as_json: bool, document: Callable[[], Any], text: Callable[[], str]) -> None:
    """The result on standard output, as one JSON document or as text."""
    click.echo(json_text(document(), sys.stdout.encoding) if as_json else text())


def json_text(document: Any, encoding: str, indent: int | None = 2) -> str:
    """One JSON document, of which nothing is lost where it is written in less than Unicode: the rest is escaped."""
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return json.dumps(document, indent=indent)
    return text
