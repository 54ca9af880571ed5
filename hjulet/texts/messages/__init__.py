"""The sentences by code, in groups as the manual has them (``docs/handbok/meddelanden.md``)."""

from collections.abc import Iterable, Mapping

from hjulet.texts.messages.actions import ACTIONS
from hjulet.texts.messages.assignments import ASSIGNMENTS
from hjulet.texts.messages.goals import GOALS
from hjulet.texts.messages.indicators import INDICATORS
from hjulet.texts.messages.ledger import CAUSES, IMPORT, LISTS, SIE
from hjulet.texts.messages.money import BUDGET, REGISTER, STAFF
from hjulet.texts.messages.people import IDENTITY, PEOPLE
from hjulet.texts.messages.refusals import REFUSAL, SAID
from hjulet.texts.messages.reports import FAULTS, REFERENCE, RENDER
from hjulet.texts.messages.running import BACKUP, JOB, SAFETY
from hjulet.texts.messages.setup import HOUSE, MAPPING, ORGANISATION
from hjulet.texts.messages.work import BOARDS, CALENDAR, TALK

GROUPS: Mapping[str, Mapping[str, str]] = {
    "SIE": SIE,
    "CAUSES": CAUSES,
    "LISTS": LISTS,
    "IMPORT": IMPORT,
    "BUDGET": BUDGET,
    "STAFF": STAFF,
    "REGISTER": REGISTER,
    "GOALS": GOALS,
    "ACTIONS": ACTIONS,
    "ASSIGNMENTS": ASSIGNMENTS,
    "INDICATORS": INDICATORS,
    "ORGANISATION": ORGANISATION,
    "MAPPING": MAPPING,
    "HOUSE": HOUSE,
    "PEOPLE": PEOPLE,
    "IDENTITY": IDENTITY,
    "CALENDAR": CALENDAR,
    "BOARDS": BOARDS,
    "TALK": TALK,
    "REFERENCE": REFERENCE,
    "RENDER": RENDER,
    "FAULTS": FAULTS,
    "SAFETY": SAFETY,
    "JOB": JOB,
    "BACKUP": BACKUP,
    "REFUSAL": REFUSAL,
    "SAID": SAID,
}
"""Every group by the name that the manual gives it."""

WITHIN_OTHERS = ("CAUSES", "FAULTS")
"""Groups whose sentences stand within others, and are asked for by their own name."""


def one_of_each(groups: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Put groups together; raises ValueError for a code that two of them have: one would never be said."""
    found: dict[str, str] = {}
    for group in groups:
        if twice := found.keys() & group.keys():
            raise ValueError(f"two sentences for {', '.join(sorted(twice))}")
        found |= group
    return found


SENTENCES: Mapping[str, str] = one_of_each(
    group for name, group in GROUPS.items() if name not in WITHIN_OTHERS
)
"""The sentence of every problem, and of what commands answer, by its code."""
