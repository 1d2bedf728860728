"""How an office reads its files: the settings that reading depends on, as one frozen, hashable value."""

from dataclasses import dataclass, field

from schemas.layouts import Layout


@dataclass(frozen=True)
class ReadingRules:
    """What reading a file depends on beside its bytes; the same rules read the same bytes the same way.

    Attributes:
        aliases: Further labels under which a column is accepted: (kind, field, label) each.
        layouts: The exports of banks and wallets that are read as payments, in the order in which they are tried.
        sizes: The labels of the columns of a size matrix; none: the usual ones.
        max_unpacked_mb: Most megabytes that a workbook may unpack to.
        max_cells: Most cells of a sheet, counted from A1 to its last filled row and column.
        max_memory_mb: Most megabytes that reading one file may take.
        max_seconds: Most seconds that reading one file may take.
        encoding: How text files are written; "" tells it from the bytes.
        passwords: Pattern of a file's name, and an open password that may fit it; never shown or written anywhere.
    """

    aliases: tuple[tuple[str, str, str], ...] = ()
    layouts: tuple[Layout, ...] = ()
    sizes: tuple[str, ...] = ()
    max_unpacked_mb: int = 200
    max_cells: int = 2_000_000
    max_memory_mb: int = 2000
    max_seconds: int = 120
    encoding: str = ""
    passwords: tuple[tuple[str, str], ...] = field(default=(), repr=False)
