"""The machine to what `doctor` says of it: Python, the program's libraries, room on the disk, the workbooks' font.

It asks for nothing but Python's own library, so that it speaks where nothing else does.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata
from pathlib import Path

from pipeline.diagnosis import Finding, fine, note, unknown, wrong

PROGRAM = "hongdan"
FIRST, LAST = (3, 11), (3, 14)
"""The versions of Python under which the program was tried."""
PINNED = re.compile(r"([\w.-]+)==([\w.]+)\Z")
GB = 10**9
ENOUGH_GB, TOO_LITTLE_GB = 2, 0.2
FONT, FONT_IN_ENGLISH = "微软雅黑", "Microsoft YaHei"
"""The font that the workbooks ask for."""
SECONDS = 20
FONTS_IN_REGISTRY = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"


def python() -> Iterator[Finding]:
    """Whether this Python is one under which the program was tried."""
    version = ".".join(map(str, sys.version_info[:3]))
    if FIRST <= sys.version_info[:2] <= LAST:
        yield fine("python", "python_known", version=version)
    else:
        first, last = (".".join(map(str, tried)) for tried in (FIRST, LAST))
        yield note("python", "python_untried", version=version, first=first, last=last)


def program() -> Iterator[Finding]:
    """Which version of the program this is."""
    try:
        yield fine("program", "program_version", version=metadata.version(PROGRAM))
    except metadata.PackageNotFoundError:
        yield note("program", "program_not_installed")


def libraries() -> Iterator[Finding]:
    """Whether every library is there in the version that was tried with the others; a line for each that is not."""
    try:
        pins = pinned(metadata.requires(PROGRAM) or [])
    except metadata.PackageNotFoundError:
        yield unknown("libraries", "libraries_unknown")
        return
    off = [finding for name, wanted in pins.items() for finding in library(name, wanted)]
    yield from off or [fine("libraries", "libraries_as_pinned", count=len(pins))]


def pinned(required: list[str]) -> dict[str, str]:
    """The version of every library that the program needs always; extras are left out."""
    found = (PINNED.match(line) for line in required)
    return {pin[1]: pin[2] for pin in found if pin is not None}


def library(name: str, wanted: str) -> Iterator[Finding]:
    """What is wrong with one library, if anything."""
    try:
        found = metadata.version(name)
    except metadata.PackageNotFoundError:
        yield wrong("libraries", "library_missing", name=name, wanted=wanted)
        return
    if found != wanted:
        yield note("libraries", "library_other", name=name, wanted=wanted, found=found)


def disk(folder: Path) -> Iterator[Finding]:
    """Whether there is room where the office's folder lies."""
    free = shutil.disk_usage(folder).free / GB
    shown = f"{free:.1f}"
    if free >= ENOUGH_GB:
        yield fine("disk", "disk_free", free=shown)
    else:
        say = wrong if free < TOO_LITTLE_GB else note
        yield say("disk", "disk_low", free=shown, enough=ENOUGH_GB)


def font() -> Iterator[Finding]:
    """Whether the font that the workbooks ask for is on this machine."""
    fonts = installed_fonts()
    if fonts is None:
        yield unknown("font", "font_unknown", font=FONT)
    elif FONT in fonts or FONT_IN_ENGLISH in fonts:
        yield fine("font", "font_there", font=FONT)
    else:
        yield note("font", "font_missing", font=FONT)


def installed_fonts() -> str | None:
    """The names of all fonts; None where nobody can tell."""
    if sys.platform == "win32":
        return registered_fonts()
    if (command := shutil.which("fc-list")) is None:
        return None
    listed = subprocess.run([command, ":", "family"], capture_output=True, check=False, timeout=SECONDS)
    return listed.stdout.decode("utf-8", errors="replace") if listed.returncode == 0 else None


def registered_fonts() -> str:
    """The names of the fonts that Windows has for everybody, and for whoever asks."""
    names: list[str] = []
    if sys.platform == "win32":
        import winreg

        for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            with (
                suppress(OSError),
                winreg.OpenKey(root, FONTS_IN_REGISTRY) as key,
            ):  # not everybody has fonts of their own
                names += [winreg.EnumValue(key, place)[0] for place in range(winreg.QueryInfoKey(key)[1])]
    return "\n".join(names)
