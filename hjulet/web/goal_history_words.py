"""What has been changed in an element, in words: each version, who wrote it, and why."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.domain.goals.element import Element
from hjulet.services.goal_history import GoalVersion, goal_history
from hjulet.services.goal_pages import GoalsPage
from hjulet.texts.catalogue import translate
from hjulet.texts.goals import FOLLOWED, SCOPES, STATES
from hjulet.web.programme_words import years_words
from hjulet.web.text_words import moment
from hjulet.web.words import language


@dataclass(frozen=True, kw_only=True)
class HistoryLine:
    """A version: when and by whom, each field that changed with what it said and says, and why."""

    when: str
    by: str
    changes: tuple[tuple[str, str, str], ...]
    why: str


def history_lines(found: GoalsPage, element: Element) -> list[HistoryLine]:
    """Word the versions of an element, the latest first; none where it has one alone, or in a snapshot."""
    versions = () if found.known_at else goal_history(element.ref)
    now = timezone.now()
    return [
        HistoryLine(
            when=moment(each.since, now=now),
            by=each.by,
            changes=_changes(found, each),
            why=_("{decision}: {reason}").format(decision=each.decision, reason=each.reason)
            if each.decision
            else "",
        )
        for each in versions
        if len(versions) > 1
    ]


def _changes(found: GoalsPage, version: GoalVersion) -> tuple[tuple[str, str, str], ...]:
    if version.before is None:
        return ()
    before, after = (dict(_said(found, each)) for each in (version.before, version.element))
    return tuple(
        (word, before[word] or "–", after[word] or "–") for word in after if before[word] != after[word]
    )


def _said(found: GoalsPage, element: Element) -> list[tuple[str, str]]:
    """Say each field of an element that somebody writes."""
    names, network = found.names, found.network
    above = {each.ref.key: each.name for each in network.of(element.ref.structure)}
    _shape, state = STATES[element.state]
    return [
        (_("Lydelse"), element.name),
        (_("Under"), above.get(element.under, element.under)),
        (_("Nummer"), element.number),
        (_("Ansvarig"), names.get(element.lead, element.lead)),
        (_("Genom"), names.get(element.through, element.through)),
        (_("Delar ansvaret"), ", ".join(names.get(body, body) for body in element.bodies)),
        (_("Uppföljning"), translate(FOLLOWED[element.followed_by], language=language())),
        (_("Omfattning"), translate(SCOPES[element.scope], language=language())),
        (_("Läge"), translate(state, language=language())),
        (_("År"), years_words(element)),
        (_("Indikatorer"), " ".join(element.indicators)),
        (_("Anmärkning"), element.note),
    ]
