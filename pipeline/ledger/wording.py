"""What a reading says in codes to the words of the intake report."""

from pipeline.intake.reading import Note
from pipeline.problems import Problem, problem_words
from schemas.sentences.notes import NOTES
from schemas.sentences.quoting import quoted
from schemas.words import Lang


def of_note(note: Note, lang: Lang) -> str:
    """A remark on a sheet as a sentence."""
    code, params = note
    return NOTES[code].in_(lang).format(**quoted(params, lang))


def in_sentences(problem: Problem, lang: Lang) -> str:
    """What is wrong and what to do."""
    return (" " if lang == "en" else "").join(problem_words(problem, lang))
