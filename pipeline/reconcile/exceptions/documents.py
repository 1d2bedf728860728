"""单据: the same document, told differently by two files."""

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.exceptions import wording
from pipeline.reconcile.exceptions.finding import findings
from pipeline.reconcile.source import sources
from schemas.answers.exceptions import Findings
from schemas.choices import Level

DOCUMENT = ["kind", "document"]


def conflicting_documents(
    conflicts: pd.DataFrame, conflict_rows: pd.DataFrame, owners: pd.DataFrame
) -> DataFrame[Findings]:
    """E901: documents that stand in two files with different content; the later drop counts.

    Slips, customers and prices, where a later version is the normal course, are not among the conflicts. A document
    that is not on file on the day is left out.

    Args:
        conflicts: One row a document: kind, document, files (by name, "; " between), winner.
        conflict_rows: One row a row of these documents in each of the files: kind, document, file, sheet, row.
        owners: One row a document on file: kind, document, customer_code, customer_name.

    Returns:
        One row a document and kind, by number. What is at stake nobody knows; who is to blame neither.

    Source:
        CONTRACT 2, "The same document in two files"; CONTRACT 6, E901.
    """
    rows = conflicts.merge(owners, on=DOCUMENT, how="inner", validate="one_to_one")
    places = sources(conflict_rows, DOCUMENT).rename("source").reset_index()
    rows = rows.merge(places, on=DOCUMENT, how="left", validate="one_to_one")
    rows = rows.sort_values(["document", "kind"], ignore_index=True).rename(columns={"document": "document_no"})
    facts = {
        "kinds": wording.text(rows["kind"]),
        "files": wording.text(rows["files"]).str.replace("; ", wording.SEPARATOR, regex=False),
        "winner": wording.text(rows["winner"]),
    }
    return findings("E901", rows, Level.MEDIUM.value, facts)
