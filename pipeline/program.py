"""The program's source to a digest, the same on every machine that has the same program."""

import os
from hashlib import sha256
from pathlib import Path

import schemas

SOURCE = (".py", ".html", ".css")


def program() -> str:
    """A digest of the program's source and of the patterns of its pages, whichever way their lines end."""
    digest = sha256()
    for room in (Path(__file__).parent, *map(Path, schemas.__path__)):
        folders = {Path(folder).relative_to(room): names for folder, _, names in os.walk(room)}
        for folder, names in sorted(folders.items()):
            for name in sorted(name for name in names if name.endswith(SOURCE)):
                digest.update(f"{folder.as_posix()}/{name}\0".encode())
                digest.update((room / folder / name).read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:12]
