"""A large table to what travels of it to another process: the columns that are shown, coded and compressed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
from pyarrow import ipc

from pipeline.report.coded import Coded, by_code, dictionary, used

COMPRESSED = ipc.IpcWriteOptions(compression="zstd", use_threads=False)


@dataclass(frozen=True)
class Folded:
    """A table in a tenth of its memory; it pickles as small.

    Attributes:
        columns: Each as an Arrow stream.
        rows: Which of their rows are the table's.
    """

    columns: Mapping[str, bytes]
    rows: range

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, name: str) -> Coded:
        """One column, unfolded anew each time that it is asked for."""
        with ipc.open_stream(self.columns[name]) as stream:
            whole = stream.read_next_batch().column(0)
        found = by_code(whole.slice(self.rows.start, len(self.rows)))
        return found if len(self.rows) == len(whole) else used(found)


def folded(table: pd.DataFrame, names: Iterable[str]) -> Folded:
    """A table with just some of its columns, folded one after the other."""
    return Folded({name: stream_of(dictionary(table[name])) for name in names}, range(len(table)))


def stream_of(column: pa.DictionaryArray) -> bytes:
    """A column as an Arrow stream."""
    batch, sink = pa.record_batch([column], names=[""]), pa.BufferOutputStream()
    with ipc.new_stream(sink, batch.schema, options=COMPRESSED) as stream:
        stream.write_batch(batch)
    return bytes(sink.getvalue())
