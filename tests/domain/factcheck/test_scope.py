"""Whose figure is meant: names, headings, and the sentence before."""

import pytest

from hjulet.domain.factcheck.facts import spoken_names
from tests.domain.factcheck.books import judged, rules

UNDER_HEADINGS = """# Verksamhetsnivå

## Ekonomi

{ekonomi}

## Lek och idrott

Underskottet på 1,0 mnkr beror på fler matcher.
"""


def test_heading_of_a_unit_is_the_subject() -> None:
    assert rules(judged(UNDER_HEADINGS.format(ekonomi="Överskottet på 2,6 mnkr beror på vakanser."))) == []
    # The committee's own 3,2 is no way out under a firm heading.
    wrong = judged(UNDER_HEADINGS.format(ekonomi="Underskottet på 3,2 mnkr beror på vakanser."))
    assert set(rules(wrong)) == {"F03", "F04"}


def test_plain_short_lines_are_headings_too() -> None:
    text = UNDER_HEADINGS.replace("#", "").format(ekonomi="Överskottet på 6,2 mnkr beror på vakanser.")
    assert [(finding.rule, finding.line) for finding in judged(text).findings] == [("F03", 5)]


def test_a_chapter_that_happens_to_be_called_as_a_unit() -> None:
    """The chapter ``Ekonomi`` of a report is not the unit: either reading may be meant."""
    chapter = "Sammanfattning\n\nEkonomi\n\n{}\n\nPersonal\n\nInget nytt."
    assert rules(judged(chapter.format("Verksamheten har totalt kostat 213,2 mnkr."))) == []
    assert rules(judged(chapter.format("Verksamheten har totalt kostat 42,8 mnkr."))) == []
    assert rules(judged(chapter.format("Verksamheten har totalt kostat 99,9 mnkr."))) == ["F03"]


def test_the_sentence_before_gives_the_subject() -> None:
    assert rules(judged("Ekonomi har haft vakanser. Överskottet uppgår till 2,6 mnkr.")) == []
    assert rules(judged("Telge har haft vakanser. Överskottet uppgår till 9,9 mnkr.")) == []


def test_two_subjects_in_one_sentence() -> None:
    sentence = "Ekonomi redovisar ett överskott på {} mnkr och Lek och idrott ett underskott på {} mnkr."
    assert rules(judged(sentence.format("2,6", "1,0"))) == []
    assert rules(judged(sentence.format("1,0", "2,6"))) == ["F03", "F03"]


@pytest.mark.parametrize(
    ("spoken", "code"),
    [
        ("Parknämnden", "PN"),
        ("nämnden", "PN"),
        ("kontoret", "KON"),
        ("ekonomiavdelningen", "EKO"),
        ("HR-enheten", "HR"),
        ("politiska ledningen", "POL"),
        ("kommunikationsavdelningen", "KOM"),
    ],
)
def test_names_in_running_text(spoken: str, code: str) -> None:
    units = {
        "PN": "Parknämnden",
        "KON": "Parknämndens kontor",
        "EKO": "Ekonomi",
        "HR": "HR",
        "POL": "Politisk ledning",
        "KOM": "Kommunikation",
    }
    assert spoken_names(units, own="PN")[spoken] == code


def test_common_noun_is_not_the_unit() -> None:
    # "ekonomi" in lower case is the noun; the unit has a capital.
    assert rules(judged("En god ekonomi ger nämnden ett underskott på 3,2 mnkr.")) == []
