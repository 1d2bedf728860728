"""What a reading says in codes to the words of the intake report."""

from pipeline.intake.reading import Note
from pipeline.problems import Problem
from schemas.sentences.notes import NOTES
from schemas.sentences.problems import PROBLEMS
from schemas.words import Lang


def of_note(note: Note, lang: Lang) -> str:
    """A remark on a sheet as a sentence."""
    code, quoted = note
    return NOTES[code].in_(lang).format(**dict(quoted))


def in_sentences(problem: Problem, lang: Lang) -> str:
    """What is wrong and what to do."""
    sentence = PROBLEMS[problem.code]
    quoted = {"field": problem.field, "typed": problem.typed, **dict(problem.params)}
    return sentence.problem.in_(lang).format(**quoted) + sentence.remedy.in_(lang).format(**quoted)
