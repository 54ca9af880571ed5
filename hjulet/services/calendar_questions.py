"""Asking and answering what a calendar leaves open."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from hjulet.domain.calendar.question import BOTH, Question
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import organisation, require
from hjulet.services.changes import audit, revise, update_versioned
from hjulet.services.errors import NotFoundError, refused
from hjulet.store.models import CalendarQuestion, CalendarStep

NOUN = "calendar-question"


def ask(questions: Iterable[Question], *, by: Actor, at: datetime) -> None:
    """Write questions that are not there yet. Raises NotFoundError for a unit that is not the actor's."""
    view = organisation().as_of(localdate(at))
    for question in questions:
        require(Permission.EDIT_CALENDAR, question.unit, by=by, at=at, view=view)
        fields = {"text": question.text, "text_en": question.text_en, "unit": question.unit}
        with transaction.atomic():
            _, is_new = CalendarQuestion.objects.get_or_create(key=question.key, defaults=fields)
            if is_new:
                revise(NOUN, question.key, version=1, fields=fields, by=by, at=at)
                audit("ask-calendar", question.key, by=by, at=at)


def answer(key: str, chosen: str, *, reason: str = "", version: int, by: Actor, at: datetime) -> None:
    """Say which alternative holds, ``both``, or by an empty answer that it is open again.

    Raises NotFoundError for a question that is not the actor's, RefusedError for an answer that is none of
    its alternatives and where somebody else has answered since ``version``.
    """
    row = CalendarQuestion.objects.filter(key=key).first()
    if row is None:
        raise NotFoundError(key)
    require(Permission.EDIT_CALENDAR, row.unit, by=by, at=at, view=organisation().as_of(localdate(at)))
    steps = CalendarStep.objects.filter(question=key)
    if chosen not in {"", BOTH, *steps.values_list("alternative", flat=True)}:
        raise refused("no-such-answer")
    fields = {"chosen": chosen, "reason": reason if chosen else ""}
    who = {"answered_by": by.name if chosen else "", "answered_at": at if chosen else None}
    with transaction.atomic():
        rows = CalendarQuestion.objects.filter(key=key)
        if not update_versioned(rows, version=version, **fields, **who):
            raise refused("question-changed")
        revise(NOUN, key, version=version + 1, fields=fields, by=by, at=at)
        audit("answer-calendar", key, by=by, at=at, **fields)
