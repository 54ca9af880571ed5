"""What of actions their reader may not read: who a protected owner is, and indicators of other bodies.

What somebody does not see they cannot take away either: it stays where it is when they write the rest.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from hjulet.domain.actions.action import Action, ActionChange
from hjulet.domain.indicators.definition import Scope
from hjulet.domain.permission import Actor, Permission
from hjulet.services.people import hidden_from, people_names
from hjulet.services.scope import reach
from hjulet.store.known import known
from hjulet.store.models import IndicatorVersion


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What the actor reads of actions.

    ``hidden`` are usernames that they may not read, each with what they read in its place; ``indicators``
    the names of those that they read, by id, and ``others`` the ids of those that they do not.
    """

    hidden: Mapping[str, str]
    indicators: Mapping[str, str]
    others: frozenset[str]

    def person(self, person: str) -> str:
        """Give an owner as the actor may read it: the username, or what stands in its place."""
        return self.hidden.get(person, person)

    def people(self) -> dict[str, str]:
        """Name everybody as others may see them, by what the actor reads of who they are."""
        return {self.person(id): name for id, name in people_names().items()}

    def shown(self, action: Action) -> Action:
        """Give an action as the actor may read it, for forms and files."""
        seen = tuple(each for each in action.indicators if each not in self.others)
        return replace(action, person=self.person(action.person), indicators=seen)

    def shown_change(self, change: ActionChange) -> ActionChange:
        """Give a change as the actor may read it."""
        before = self.shown(change.before) if change.before else None
        return ActionChange(before=before, after=self.shown(change.after))

    def kept_person(self, before: str, after: str) -> str:
        """Give an owner as it becomes, where what was read stands for who it is."""
        return before if after == self.hidden.get(before) else after

    def kept(self, change: ActionChange) -> ActionChange:
        """Put back what the actor did not see of an action, and so has not written."""
        before, after = change.before, change.after
        if before is None:
            return change
        unseen = (each for each in before.indicators if each in self.others)
        is_as_read = after.indicators == self.shown(before).indicators
        return ActionChange(
            before=before,
            after=replace(
                after,
                person=self.kept_person(before.person, after.person),
                indicators=before.indicators
                if is_as_read
                else tuple(dict.fromkeys((*after.indicators, *unseen))),
            ),
        )


EVERYTHING = Sight(hidden={}, indicators={}, others=frozenset())
"""What is read where nobody is shown it: what stands already is judged as it is."""


def sight_of(among: Collection[str] | None = None, *, by: Actor, at: datetime) -> Sight:
    """Load what the actor reads of actions; ``among`` are the only indicators that are asked for."""
    rows = IndicatorVersion.objects.filter(known(at=None))
    if among is not None:
        rows = rows.filter(key__in=among)
    over = reach(Permission.VIEW_FIGURES, by=by, at=at)
    names: dict[str, str] = {}
    others: set[str] = set()
    for key, name, owner, scope in rows.order_by().values_list("key", "name", "owner", "scope"):
        if over([owner] if scope == Scope.BODY else []):
            names[key] = name
        else:
            others.add(key)
    return Sight(hidden=hidden_from(by, at=at), indicators=names, others=frozenset(others))
