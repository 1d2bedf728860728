"""A process that has imported everything and bears one child a command, so that killing hundreds of them is cheap.

Each line on standard input is `{"words": [...], "at": n, "after": s}`: the child works the command line `words` in
itself, without processes beside it, and is killed before it touches the n-th file, or after s seconds. The answer is
one line: its exit status, negative for a signal, and how many files it touched if it lived. The first command is worked
here, so that no child has to prepare what the first use of a library takes.
"""

import contextlib
import io
import json
import os
import signal
import sys
import threading
from typing import Any

import pipeline.close
import pipeline.closing_told
import pipeline.console
import pipeline.processes
import pipeline.run
import pipeline.run_told
from pipeline.cli import cli, home_of, told
from pipeline.workers import Workers

TOUCHES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "shutil.rmtree", "sqlite3.connect"}


def here(_workers: Workers, function: Any, items: Any, _bounds: Any) -> Any:
    """What `Workers.guarded` does, in this process."""
    return map(function, items)


def worked(words: list[str]) -> int:
    """The exit status of a command."""
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            cli(words, standalone_mode=False)
    except SystemExit as left:
        return int(left.code or 0)
    except Exception as error:
        with contextlib.redirect_stderr(io.StringIO()) as said:
            status = told(error, home_of(words))
        if status == 70:
            sys.stderr.write(said.getvalue())
        return status
    return 0


def child(words: list[str], at: int) -> None:
    """Works one command and ends; killed before it touches the `at`-th file."""
    touched = 0

    def hook(event: str, given: tuple[Any, ...]) -> None:
        nonlocal touched
        writes = event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR)
        if (event in TOUCHES or writes) and threading.current_thread() is threading.main_thread():
            touched += 1
            if touched == at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    status = worked(words)
    os.write(3, f"{touched}\n".encode())
    os._exit(status)


class ThreadOfOne:
    """An executor that works in this very thread."""

    map = staticmethod(map)


def main() -> None:
    """Bears and buries children until the input ends."""
    pipeline.processes.warm_up = lambda *_: None
    Workers.guarded = here  # type: ignore[method-assign]
    Workers.executor = lambda self, *_: ThreadOfOne()  # type: ignore[method-assign,assignment]
    print(json.dumps([worked(json.loads(sys.stdin.readline())["words"]), 0]), flush=True)
    for line in sys.stdin:
        told_ = json.loads(line)
        reads, writes = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.dup2(writes, 3)
            child(told_["words"], told_.get("at", 0))
        os.close(writes)
        timer = threading.Timer(told_["after"], os.kill, (pid, signal.SIGKILL)) if "after" in told_ else None
        if timer:
            timer.start()
        _, status = os.waitpid(pid, 0)
        if timer:
            timer.cancel()
        with os.fdopen(reads) as answer:
            touched = int(answer.read() or 0)
        print(json.dumps([os.waitstatus_to_exitcode(status), touched]), flush=True)


if __name__ == "__main__":
    main()
