"""Which of an element's wordings holds: asked when a file says two, answered by whoever writes the goals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.goals.question import WordingQuestion
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import require_centrally
from hjulet.services.changes import audit, revise, update_versioned
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.goal_differences import GoalChange, What
from hjulet.services.versions import end_version, in_turn, registered
from hjulet.store.models import GoalElement, GoalQuestion, Revision

NOUN = "goal-wording"


@dataclass(frozen=True, kw_only=True)
class QuestionDifference:
    """What files change of the questions: those that they ask, and those that nothing leaves open now."""

    asked: tuple[WordingQuestion, ...]
    dropped: tuple[WordingQuestion, ...]
    changes: tuple[GoalChange, ...]


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


def question_difference(
    asked: Iterable[WordingQuestion], given: GoalNetwork, about: Iterable[str]
) -> QuestionDifference:
    """Compare the questions about some structures with what their files leave open.

    An answer stays while the files word the element as it says. So does what is asked about a commitment
    that they do not name.
    """
    rows = GoalQuestion.objects.filter(structure__in=list(about))
    stored = {question.of: question for question in (row.to_domain() for row in rows)}
    fresh, changes = [], []
    for question in asked:
        before = stored.pop(question.of, None)
        if before is None or before.wordings != question.wordings:
            fresh.append(question)
            changes.append(_change(before, question))
    left = _left_elements(given, stored)
    named = {each.ref: each for each in given.elements}
    dropped = [
        each for each in stored.values() if each.of not in left and not _holds(each, named.get(each.of))
    ]
    return QuestionDifference(
        asked=tuple(fresh),
        dropped=tuple(dropped),
        changes=(*changes, *(_change(each, None) for each in dropped)),
    )


def _left_elements(given: GoalNetwork, refs: Iterable[Ref]) -> frozenset[Ref]:
    """Name the commitments, of some elements, that files do not name and therefore leave."""
    keys = [ref.key for ref in refs if ref not in given]
    rows = GoalElement.objects.filter(
        key__in=keys, kind=ElementKind.COMMITMENT, known_until__isnull=True
    ).values_list("structure", "key")
    return frozenset(Ref(*row) for row in rows)


def _holds(question: WordingQuestion, element: Element | None) -> bool:
    """Tell whether an element is worded as the answer to its question says."""
    return (
        element is not None
        and bool(question.chosen)
        and element.name == question.wording(question.chosen).text
    )


def _change(before: WordingQuestion | None, after: WordingQuestion | None) -> GoalChange:
    said = [
        {"name": " / ".join(text.text for text in each.wordings)} if each else {} for each in (before, after)
    ]
    of = next(each.of for each in (after, before) if each)
    return GoalChange(what=What.QUESTION, name=_id(of), before=said[0], after=said[1])


def make_questions(difference: QuestionDifference, *, by: Actor, at: datetime) -> None:
    """Ask what files leave open, and drop what nothing asks any more; inside the lock on snapshots."""
    for question in difference.asked:
        _ask(question, by=by, at=at)
    for question in difference.dropped:
        drop_question(question.of, by=by, at=at)


def drop_question(of: Ref, *, by: Actor, at: datetime) -> None:
    """Drop the question about an element's wording, if there is one; inside the lock on snapshots."""
    if GoalQuestion.objects.filter(structure=of.structure, key=of.key).delete()[0]:
        audit("drop-goal-wording", _id(of), by=by, at=at)


def is_asked(of: Ref) -> bool:
    """Tell whether it is asked, and not answered, which of an element's wordings holds."""
    return GoalQuestion.objects.filter(structure=of.structure, key=of.key, chosen="").exists()


def _ask(question: WordingQuestion, *, by: Actor, at: datetime) -> None:
    """Ask a question, with a version that none about the element has had: a stale answer must not fit."""
    revisions = Revision.objects.filter(noun=NOUN, object_id=_id(question.of))
    version = (revisions.aggregate(last=Max("version"))["last"] or 0) + 1
    wordings = [[each.id, each.text, each.where] for each in question.wordings]
    fresh = {"wordings": wordings, "chosen": "", "reason": "", "answered_by": "", "answered_at": None}
    GoalQuestion.objects.update_or_create(
        structure=question.of.structure, key=question.of.key, defaults={**fresh, "version": version}
    )
    revise(NOUN, _id(question.of), version=version, fields={"wordings": wordings}, by=by, at=at)
    audit("ask-goal-wording", _id(question.of), by=by, at=at)


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
