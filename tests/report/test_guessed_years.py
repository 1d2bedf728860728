"""Years whose holidays are a guess: named, and the office's own days in them said."""

from pipeline.report.exceptions import guessed


def test_an_unpublished_year_stays_marked_and_the_own_days_in_it_are_said():
    both = [words.zh for words in guessed((2030, 2031), (2026, 2031))]
    assert len(both) == 2
    assert "2030、2031" in both[0] and "尚未公布" in both[0]
    assert both[1].startswith("2031 年用了日历表")


def test_own_days_in_published_years_need_no_note():
    assert guessed((), (2026,)) == []
    assert len(guessed((2031,), (2026,))) == 1
