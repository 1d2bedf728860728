"""The journal and the drops to what counts now: tables, clashes, what became of every file."""

from dataclasses import dataclass, replace
from typing import Self

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.ledger.among import among_all
from pipeline.ledger.clashes import conflict_rows, conflicts
from pipeline.ledger.forms import told_before
from pipeline.ledger.ground import Ground
from pipeline.ledger.held import held_back
from pipeline.ledger.intake_report import intake_report
from pipeline.ledger.numbers import numbered
from pipeline.ledger.order_versions import order_versions
from pipeline.ledger.received import not_as_shipped, only_promised, received_problems
from pipeline.ledger.standing import IN_FILE, Standing, standing
from pipeline.ledger.winners import judged
from pipeline.ledger.wrong import refusals, wrong
from pipeline.problems import Problem
from schemas.answers.intake import IntakeReport
from schemas.registry import SHEETS
from schemas.sheets.handlings import HANDLINGS
from schemas.sheets.slips import SLIPS
from schemas.words import Lang

OTHERS = tuple(kind for kind in SHEETS if kind != SLIPS.name)


@dataclass(frozen=True)
class Current:
    """What the accepted documents say now.

    Attributes:
        tables: The rows that count, of every kind of the registry: its columns and `file`, the file's own name.
            Order: file, then as they stand.
        conflicts: One row a document that two files tell differently: kind, document, files (by name, "; " between)
            and winner, the file whose version counts. Order: kind as in the registry, document.
        conflict_rows: One row a row of those documents in each of the files: kind, document, file, sheet, row.
        order_versions: One row an order line and content of the orders that were told otherwise once, as they are now
            the greatest `drop`; see `order_versions`.
        intake: What became of every sheet.
        problems: What is wrong with the last version of each file that has anything wrong, by the file's name.
        held: One row a document that is held back: file, sheet, kind, document, date, moves; see `held_back`.
        originals: The SHA-256 of the last version of each file, by its name; "" where it could not be kept.
    """

    tables: dict[str, pd.DataFrame]
    conflicts: pd.DataFrame
    conflict_rows: pd.DataFrame
    order_versions: pd.DataFrame
    intake: DataFrame[IntakeReport]
    problems: dict[str, tuple[Problem, ...]]
    held: pd.DataFrame
    originals: dict[str, str]

    def only(self, *kinds: str) -> Self:
        """The same with the rows of few kinds, so that those of the others can be let go."""
        return replace(self, tables={kind: self.tables[kind] for kind in kinds})


def current(ground: Ground, lang: Lang = "zh") -> Current:
    """What counts now; the same journal and drops give the same answer.

    Args:
        ground: The journal, and what was read in each version.
        lang: The language of the intake report.

    Returns:
        See Current.

    Source:
        CONTRACT 2; CONTRACT 5, 收件记录; CONTRACT 6, E901.
    """
    shelf = ground.shelf
    goods = standing(ground.files, shelf, OTHERS)
    answers = told_before(ground.files, shelf, HANDLINGS)
    goods = replace(goods, documents=pd.concat([goods.documents, answers], ignore_index=True))
    judged_goods = judged(goods.documents, ground)
    tables = {kind: rows_that_count(goods, judged_goods, kind, ground) for kind in OTHERS}
    shipments = tables["shipments"]
    slips = standing(ground.files, shelf, [SLIPS.name], lambda found: not_as_shipped(found, shipments, ground))
    told = told_before(ground.files, shelf, SLIPS)
    told = told[~not_as_shipped(told, shipments, ground)]
    slips = replace(slips, documents=pd.concat([slips.documents, told], ignore_index=True))
    judged_slips = judged(slips.documents, ground, lambda contested: only_promised(contested, ground))
    counting = rows_that_count(slips, judged_slips, SLIPS.name, ground)
    tables |= {SLIPS.name: noted_by_any(counting, judged_slips, ground)}
    documents = pd.concat([judged_goods, judged_slips], ignore_index=True)
    refused = refusals(ground)
    return Current(
        {kind: tables[kind] for kind in SHEETS},
        conflicts(documents, ground),
        conflict_rows(documents, ground),
        order_versions(judged_goods, ground),
        intake_report(ground.files, shelf, fates(documents, slips.rejected, ground), refused, lang),
        numbered(wrong(documents, refused, received_problems(slips.rejected, shipments, ground), ground), ground),
        held_back(slips.rejected, ground),
        {history.last.name: history.last.sha256 for history in ground.files},
    )


def rows_that_count(stand: Standing, documents: pd.DataFrame, kind: str, ground: Ground) -> pd.DataFrame:
    """The rows of one kind that count, with the file's own name as `file`.

    A version all of whose documents count is taken whole, which is the usual case and the quick one.

    Args:
        stand: What the files put forward.
        documents: What became of it, as `judged` says.
        kind: The kind asked for.
        ground: Where the rows are.
    """
    mine = documents[documents["kind"] == kind]
    counts = mine.groupby("version")["counts"].all()
    whole = ground.newest.intersection(counts.index[counts]).difference(stand.rejected["version"])
    return ground.rows_of(mine[mine["counts"]], kind, whole).drop(columns="version")


def noted_by_any(slips: pd.DataFrame, documents: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    """The slips that count, with the columns that any sheet telling the same of them has, whichever told it first.

    Args:
        slips: One row a row of a slip.
        documents: What became of every slip, as `judged` says.
        ground: Where the rows are.

    Source:
        CONTRACT 2, "the same content twice is one document"; CONTRACT 6, E104, "judged where the sheet has 交单日期".
    """
    repeats = documents[documents["repeats"]]
    again = repeats[among_all(repeats, documents[documents["counts"]], ["document", "digest"])]
    if again.empty:
        return slips
    said = ground.rows_of(again, SLIPS.name)
    noted = [f"has_{name}" for name in SLIPS.noted]
    return slips.assign(
        **{name: slips[name] | slips["document"].isin(said.loc[said[name], "document"]) for name in noted}
    )


def fates(documents: pd.DataFrame, rejected: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    """The documents of each file's last version that are not as its reading says: file, kind, document, fate."""
    repeated = documents.loc[documents["repeats"]].assign(fate="repeated")
    found = pd.concat([repeated, rejected.assign(fate="held")], ignore_index=True)
    last = [history.last.id for history in ground.files]
    return found.loc[found["version"].isin(last), [*IN_FILE, "fate"]]
