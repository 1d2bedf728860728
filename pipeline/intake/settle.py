"""Documents that stand in several sheets of one file: repeats, and contradictions that are held back."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from pipeline.intake.accept import Judged
from pipeline.problems import Problem


def settled(sheets: Sequence[Judged]) -> list[Judged]:
    """The sheets with each document in one of them only, or held back in all of them.

    The same content twice counts once, in the first sheet. Different content is a problem on each. Of a form the
    first sheet counts that has it filled in, a promise only where no sheet has.

    Source: CONTRACT 2, the same document twice in one file; CONTRACT 3, slips.
    """
    if len(sheets) < 2:
        return list(sheets)
    numbered = [judged.documents.assign(at=number) for number, judged in enumerate(sheets)]
    everything = pd.concat(numbered, ignore_index=True)
    named = everything[everything["document"] != ""]
    shared = named[named.duplicated(["kind", "document"], keep=False)]
    repeats: dict[int, set[str]] = {}
    clashes: dict[int, dict[str, str]] = {}
    for _, copies in shared.groupby(["kind", "document"], sort=False):
        form = bool(sheets[int(copies["at"].iloc[0])].kind.blank_form)
        kept = copies.sort_values("filled", ascending=False, kind="stable") if form else copies
        same = bool(copies["digest"].nunique() == 1 and (copies["state"] == "accepted").all())
        if form or same:
            for at, document in kept.iloc[1:][["at", "document"]].itertuples(index=False):
                repeats.setdefault(int(at), set()).add(str(document))
            continue
        for at, document in copies[["at", "document"]].itertuples(index=False):
            elsewhere = copies[copies["at"] != at].iloc[0]
            clashes.setdefault(int(at), {})[str(document)] = f"{elsewhere['sheet']}!{elsewhere['row']}"
    return [
        _without(judged, repeats.get(number, set()), clashes.get(number, {})) for number, judged in enumerate(sheets)
    ]


def _without(judged: Judged, repeats: set[str], clashes: dict[str, str]) -> Judged:
    """A sheet without the rows that another one has; a document that clashes gets its problem."""
    if not repeats and not clashes:
        return judged
    documents = judged.documents
    clashing = documents[documents["document"].isin(list(clashes))]
    problems = [problem for problem in judged.problems if problem.document not in repeats]
    problems += [
        Problem(
            "", judged.sheet, int(row), judged.key_column, "document_twice", judged.key_field,
            str(document).replace("\x1f", " "), (("other", clashes[str(document)]),), judged.kind.name, str(document),
        )
        for document, row in clashing[["document", "row"]].itertuples(index=False)
    ]  # fmt: skip
    state = documents["state"].mask(documents["document"].isin(list(repeats)), "repeat")
    state = state.mask(documents["document"].isin(list(clashes)), "held")
    return replace(
        judged,
        table=judged.table[~judged.table["document"].isin([*repeats, *clashes])].reset_index(drop=True),
        documents=documents.assign(state=state, digest=documents["digest"].where(state != "held", "")),
        problems=tuple(sorted(problems)),
    )
