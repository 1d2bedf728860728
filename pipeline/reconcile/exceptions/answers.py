"""What the rules found to the exceptions that people read, answer and count."""

import json
from collections.abc import Mapping

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.reconcile.exceptions import wording
from pipeline.reconcile.exceptions.finding import OF_ORDER
from pipeline.reconcile.exceptions.versions import versions
from schemas.answers.exceptions import FORM, Exceptions, Findings
from schemas.answers.kind import checked
from schemas.choices import Level
from schemas.sentences.exceptions import BETWEEN_ITEMS, EXCEPTIONS, FACT_WORDS, NO_CUSTOMER, RESPONSIBLE_WORDS
from schemas.words import Lang

LEVELS = {level.value: rank for rank, level in enumerate(Level)}
ALWAYS = ("document", "customer", "responsible", "amount", "days")
"""What every sentence may quote beside the facts of its finding."""

DOCUMENT = ["code", "document_no"]
LATER = ("standing", "first_seen", "times", *FORM)
"""What only the memory and the answers on file can say."""


def exceptions(findings: DataFrame[Findings], lang: Lang = "zh") -> DataFrame[Exceptions]:
    """The findings in sentences, with what to do and the version of their facts; memory and form are still blank.

    What one rule finds twice on a document is one exception: amounts added up, the worst level, the first sentence.

    Args:
        findings: One row a thing that a rule found; amounts in fen.
        lang: The language of the sentences.

    Returns:
        One row an exception. Order: level (高 first), code, amount falling, document_no.

    Source:
        CONTRACT 5, 异常报告; CONTRACT 6.
    """
    found = one_a_document(findings)
    code, document = found["code"], found["document_no"]
    found = found.assign(
        exception_id=code + "-" + document,
        category=code.map({c: words.category.value for c, words in EXCEPTIONS.items()}),
        advice=code.map({c: words.advice.in_(lang) for c, words in EXCEPTIONS.items()}),
        responsible=found["responsible"].replace({zh: words.in_(lang) for zh, words in RESPONSIBLE_WORDS.items()}),
        facts_version=versions(found["facts"], found["amount_fen"]),
    )
    said = found.assign(description=descriptions(found, lang))
    return checked(Exceptions, in_order(said.reindex(columns=[*said.columns, *LATER])))


def in_order(exceptions: pd.DataFrame) -> pd.DataFrame:
    """Exceptions as people read them: level (高 first), code, amount falling, document_no."""
    by = ["rank", "code", "amount_fen", "document_no"]
    ranked = exceptions.assign(rank=exceptions["level"].map(LEVELS))
    return ranked.sort_values(by, ascending=[True, True, False, True], kind="stable").drop(columns="rank")


def one_a_document(findings: DataFrame[Findings]) -> pd.DataFrame:
    """Findings of one rule on one document put together; where there is one only, it stays as it is."""
    twice = findings.duplicated(DOCUMENT, keep=False)
    if not twice.any():
        return findings
    several = findings[twice].assign(rank=findings.loc[twice, "level"].map(LEVELS))
    grouped = several.groupby(DOCUMENT, sort=False)
    together = grouped.first().assign(
        amount_fen=grouped["amount_fen"].sum(min_count=1),
        days=grouped["days"].max(),
        level=grouped["rank"].min().map({rank: level for level, rank in LEVELS.items()}),
        source=grouped["source"].agg(lambda places: "; ".join(dict.fromkeys(places.dropna()))),
    )
    return pd.concat([findings[~twice], together.reset_index()[findings.columns]], ignore_index=True)


def descriptions(found: pd.DataFrame, lang: Lang) -> pd.Series:
    """The sentence of each finding."""
    always = (
        wording.text(found["document_no"]),
        found["customer_name"].fillna(found["customer_code"]).fillna(NO_CUSTOMER.in_(lang)),
        wording.text(found["responsible"]),
        wording.yuan(found["amount_fen"].fillna(0)),
        wording.count(found["days"]),
    )
    known = zip(*(column.to_numpy(dtype=object) for column in always), strict=True)
    rows = zip(found["code"].to_numpy(dtype=object), found["facts"].to_numpy(dtype=object), known, strict=True)
    sentences = {code: words.description.in_(lang) for code, words in EXCEPTIONS.items()}
    of_orders = {code: words.of_order.in_(lang) for code, words in EXCEPTIONS.items() if words.of_order}
    told = []
    for code, facts, row in rows:
        said = json.loads(facts)
        sentence = of_orders[code] if OF_ORDER in said else sentences[code]
        told.append(sentence.format_map(dict(zip(ALWAYS, row, strict=True)) | readable(said, lang)))
    return pd.Series(told, index=found.index, dtype="str")


def readable(facts: Mapping[str, str], lang: Lang) -> dict[str, str]:
    """Facts as they stand in a sentence: closed vocabularies in its language, lists joined as it joins them."""
    told = {}
    for name, fact in facts.items():
        words = FACT_WORDS.get(name, {})
        items = fact.split(wording.SEPARATOR) if wording.SEPARATOR in fact else [fact]
        told[name] = BETWEEN_ITEMS.in_(lang).join(words[item].in_(lang) if item in words else item for item in items)
    return told
