"""Goal structures let in from files, and kept with all their versions: tried first, then let in whole.

Files hold what they are about: the structures that they name become what they say, the others stay. So do
commitments, which are the bodies' own: files change one that they name, and end none. A change takes a new
snapshot, since plans and reports rest on the goals that were known when theirs was taken.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Max

from hjulet.domain.goals.element import Element
from hjulet.domain.goals.files import GoalFiles
from hjulet.domain.goals.reduction import Reduction
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem, is_refused
from hjulet.readers.goals import GoalsContent, network_problems, read_goals
from hjulet.services.access import organisation, require_centrally
from hjulet.services.errors import ConflictError
from hjulet.services.goal_differences import Difference, GoalChange, differences, kept_elements, make
from hjulet.services.goal_questions import (
    QuestionDifference,
    chosen_wordings,
    make_questions,
    question_difference,
)
from hjulet.services.versions import in_turn, registered
from hjulet.store.goals import load_goals
from hjulet.store.models import AuditEvent

DONE = (
    *("set-goals", "answer-goal-wording", "set-commitment", "remove-commitment"),
    *("set-goal", "reword-goal", "end-goal", "end-decided-goal", "move-goal"),
    *("link-goal", "unlink-goal", "set-goal-target", "remove-goal-target"),
)
"""What the log calls that which changes what files are compared with."""


@dataclass(frozen=True, kw_only=True)
class GoalsTrial:
    """Files that were tried: their problems, what they change, and whether rows come in another order.

    ``base`` is what had been done when they were tried: whoever lets them in has seen these changes.
    """

    problems: tuple[Problem, ...]
    base: int
    changes: tuple[GoalChange, ...] = ()
    is_reordered: bool = False

    @property
    def accepted(self) -> bool:
        """Tell whether the files may be let in."""
        return not is_refused(self.problems)


@dataclass(frozen=True, kw_only=True)
class _Found:
    """What files make of the rows and of the questions."""

    rows: tuple[Difference, ...]
    questions: QuestionDifference


def try_goals(files: GoalFiles, *, by: Actor, at: datetime) -> GoalsTrial:
    """Try the files of goal structures: what is wrong with them, and what they would change. Changes nothing.

    Raises NotFoundError for whoever does not write the goals centrally.
    """
    require_centrally(Permission.EDIT_GOALS, by=by, at=at)
    return _tried(read_goals(files))[0]


def import_goals(files: GoalFiles, *, base: int | None = None, by: Actor, at: datetime) -> GoalsTrial:
    """Let the files of goal structures in whole; the same content twice changes nothing.

    An element with two wordings gets the first one, and a question; where the question has been answered,
    the wording that was chosen. Raises NotFoundError as ``try_goals`` does, and ConflictError where goals
    were changed after ``base`` (None where nobody has looked first). Files with an error change nothing:
    their problems are in what is given.
    """
    require_centrally(Permission.EDIT_GOALS, by=by, at=at)
    content = read_goals(files)
    with in_turn(at=at) as moment:
        tried, found = _tried(content)
        if base not in (None, tried.base):
            raise ConflictError(theirs="", mine="", version=tried.base)
        if found is None:
            return tried
        for difference in found.rows:
            make(difference, by=by, at=moment)
        make_questions(found.questions, by=by, at=at)
        if tried.changes:
            named = ", ".join(sorted(each.key for each in content.network.structures))[:250]
            registered("set-goals", named, moment=moment, by=by, at=at, changes=len(tried.changes))
    return tried


def _tried(content: GoalsContent) -> tuple[GoalsTrial, _Found | None]:
    """Try what files hold; what they make of the rows is None where they are refused."""
    given, base = _settled(content), _latest()
    problems = (*content.problems, *_unfit(given, content))
    if is_refused(problems):
        return GoalsTrial(problems=problems, base=base), None
    about = {structure.key for structure in given.structures}
    rows = differences(given, about)
    questions = question_difference(content.questions, given, about)
    trial = GoalsTrial(
        problems=problems,
        base=base,
        changes=(*(change for each in rows for change in each.changes), *questions.changes),
        is_reordered=any(each.is_reordered for each in rows),
    )
    return trial, _Found(rows=rows, questions=questions)


def _settled(content: GoalsContent) -> GoalNetwork:
    """Give the files' network with the wordings that were chosen and the targets that they leave alone."""
    chosen = chosen_wordings(content.questions)

    def worded(element: Element) -> Element:
        return replace(element, name=chosen.get(element.ref, element.name))

    given = content.network
    targets = given.targets if content.has_targets else _stored_targets(given)
    return replace(given, elements=tuple(worded(each) for each in given.elements), targets=targets)


def _stored_targets(given: GoalNetwork) -> tuple[Reduction, ...]:
    """List the targets of the files' structures as they are: files without targets leave them."""
    about = {structure.key for structure in given.structures}
    return tuple(each for each in load_goals().targets if each.of.structure in about)


def _unfit(given: GoalNetwork, content: GoalsContent) -> tuple[Problem, ...]:
    """Judge the whole network as it would be, stored structures that the files do not name included."""
    about = {structure.key for structure in given.structures}
    now = load_goals()
    whole = GoalNetwork(
        structures=(*(each for each in now.structures if each.key not in about), *given.structures),
        elements=(*kept_elements(now.elements, given, about), *given.elements),
        links=(*(each for each in now.links if each.structure not in about), *given.links),
        targets=(*(each for each in now.targets if each.of.structure not in about), *given.targets),
    )
    bodies = frozenset(unit.code for unit in organisation().units)
    return network_problems(whole, bodies, content.places)


def _latest() -> int:
    """Tell what was done last to the goals: every change adds an audit row."""
    return AuditEvent.objects.filter(action__in=DONE).aggregate(last=Max("pk"))["last"] or 0
