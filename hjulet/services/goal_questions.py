"""Which of an element's wordings holds: asked when a file says two, answered by whoever writes the goals."""

from collections.abc import Iterable
from datetime import datetime

from hjulet.domain.goals.element import Ref
from hjulet.domain.goals.question import WordingQuestion
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import require_centrally
from hjulet.services.changes import audit, revise, update_versioned
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.versions import end_version, in_turn, registered
from hjulet.store.models import GoalElement, GoalQuestion

NOUN = "goal-wording"


def load_questions(structure: str) -> dict[Ref, WordingQuestion]:
    """Load the questions about a structure's elements, answered ones too."""
    found = (row.to_domain() for row in GoalQuestion.objects.filter(structure=structure))
    return {question.of: question for question in found}


def chosen_wordings(asked: Iterable[WordingQuestion]) -> dict[Ref, str]:
    """Give the wording that holds where somebody has answered the same question before."""
    given = {question.of: question for question in asked}
    stored = (row.to_domain() for row in GoalQuestion.objects.exclude(chosen=""))
    return {
        question.of: question.wording(question.chosen).text
        for question in stored
        if question.of in given and given[question.of].wordings == question.wordings
    }


def ask_wordings(asked: Iterable[WordingQuestion], about: Iterable[str], *, by: Actor, at: datetime) -> int:
    """Ask what the files of some structures leave open, and drop the rest; tell how many changed."""
    stored = {(row.structure, row.key): row for row in GoalQuestion.objects.filter(structure__in=list(about))}
    changes = 0
    for question in asked:
        row = stored.pop((question.of.structure, question.of.key), None)
        wordings = [[each.id, each.text, each.where] for each in question.wordings]
        if row is not None and row.wordings == wordings:
            continue
        changes += 1
        version = 1 if row is None else row.version + 1
        fresh = {"wordings": wordings, "chosen": "", "reason": "", "answered_by": "", "answered_at": None}
        GoalQuestion.objects.update_or_create(
            structure=question.of.structure,
            key=question.of.key,
            defaults={**fresh, "version": version},
        )
        revise(NOUN, _id(question.of), version=version, fields={"wordings": wordings}, by=by, at=at)
        audit("ask-goal-wording", _id(question.of), by=by, at=at)
    for row in stored.values():
        row.delete()
        audit("drop-goal-wording", _id(Ref(row.structure, row.key)), by=by, at=at)
    return changes + len(stored)


def answer_wording(of: Ref, chosen: str, *, reason: str = "", version: int, by: Actor, at: datetime) -> None:
    """Say which wording holds, or by an empty answer that it is open again; the element's wording follows.

    Raises NotFoundError for whoever does not write the goals centrally and for an element without question,
    RefusedError for an answer that is none of its wordings and where somebody has answered since ``version``.
    """
    require_centrally(Permission.EDIT_GOALS, by=by, at=at)
    rows = GoalQuestion.objects.filter(structure=of.structure, key=of.key)
    row = rows.first()
    if row is None:
        raise NotFoundError(_id(of))
    texts = {each.id: each.text for each in row.to_domain().wordings}
    if chosen and chosen not in texts:
        raise refused("no-such-answer")
    fields = {"chosen": chosen, "reason": reason if chosen else ""}
    who = {"answered_by": by.name if chosen else "", "answered_at": at if chosen else None}
    with in_turn(at=at) as moment:
        if not update_versioned(rows, version=version, **fields, **who):
            raise refused("question-changed")
        revise(NOUN, _id(of), version=version + 1, fields=fields, by=by, at=at)
        if chosen:
            _reword(of, texts[chosen], by=by, at=moment)
        registered("answer-goal-wording", _id(of), moment=moment, by=by, at=at, **fields)


def _reword(of: Ref, name: str, *, by: Actor, at: datetime) -> None:
    """Write the next version of an element with the wording that holds, if it has another."""
    now = GoalElement.objects.filter(structure=of.structure, key=of.key, known_until__isnull=True).first()
    if now is None:
        raise NotFoundError(_id(of))
    if now.name != name:
        end_version(now, version=now.pk, theirs=now.name, at=at)
        now.pk, now.name, now.known_from, now.set_by = None, name, at, by.id
        now._state.adding, now.known_until = True, None
        now.save()


def _id(of: Ref) -> str:
    return f"{of.structure} {of.key}"
