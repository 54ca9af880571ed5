"""Goal structures, their elements and links, each known from a moment on; and questions of wording."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from hjulet.domain.goals.element import (
    Element,
    ElementKind,
    FollowedBy,
    Link,
    LinkKind,
    ProgrammeState,
    Ref,
    Scope,
)
from hjulet.domain.goals.files import LONGEST_KEY, LONGEST_NAME, LONGEST_TEXT, LONGEST_UNIT
from hjulet.domain.goals.question import LONGEST_REASON, Wording, WordingQuestion
from hjulet.domain.goals.reduction import DECIMALS, Derived, Pace, Per, Reduction
from hjulet.domain.goals.structure import BodyGroup, GoalNetwork, Structure
from hjulet.store.entry import Keyed, one_at_a_time
from hjulet.store.known import Known, known


class GoalStructure(Keyed):
    """The goals of a planning period; ``groups`` are lists of a key, a name and the members' codes."""

    name = models.CharField(max_length=LONGEST_NAME)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    decided = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=LONGEST_TEXT, blank=True)
    note = models.CharField(max_length=LONGEST_TEXT, blank=True)
    groups = models.JSONField(default=list)

    class Meta:
        """In the order of time."""

        ordering: ClassVar = ["first_year", "last_year"]
        constraints: ClassVar = [
            one_at_a_time("goal_structure_has_one_version_at_a_time"),
            models.CheckConstraint(
                condition=Q(first_year__lte=models.F("last_year")),
                name="goal_structure_ends_after_it_begins",
            ),
        ]

    @property
    def said(self) -> str:
        """Say its name."""
        return self.name

    def to_domain(self) -> Structure:
        """Give the structure as a value; its version is this row."""
        return Structure(
            first_year=self.first_year,
            last_year=self.last_year,
            name=self.name,
            decided=self.decided,
            source=self.source,
            note=self.note,
            groups=tuple(
                BodyGroup(structure=self.key, key=key, name=name, members=tuple(members))
                for key, name, members in self.groups
            ),
            version=self.pk,
        )


class GoalElement(Known):
    """An element of a structure. ``place`` orders what is displayed, and is no part of the history."""

    structure = models.CharField(max_length=LONGEST_KEY)
    key = models.CharField(max_length=LONGEST_KEY)
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=LONGEST_NAME)
    number = models.CharField(max_length=LONGEST_TEXT, blank=True)
    under = models.CharField(max_length=LONGEST_KEY, blank=True)
    lead = models.CharField(max_length=LONGEST_TEXT, blank=True)
    through = models.CharField(max_length=LONGEST_KEY, blank=True)
    bodies = models.JSONField(default=list)
    followed_by = models.CharField(max_length=20)
    scope = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    indicators = models.JSONField(default=list)
    note = models.CharField(max_length=LONGEST_TEXT, blank=True)

    class Meta:
        """In the order of display."""

        ordering: ClassVar = ["structure", "place", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["structure", "key"],
                condition=Q(known_until__isnull=True),
                name="goal_element_has_one_version_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in ElementKind]), name="goal_element_is_of_a_kind"
            ),
        ]

    def to_domain(self) -> Element:
        """Give the element as a value; its version is this row."""
        return Element(
            ref=Ref(self.structure, self.key),
            kind=ElementKind(self.kind),
            name=self.name,
            number=self.number,
            under=self.under,
            lead=self.lead,
            through=self.through,
            bodies=tuple(self.bodies),
            followed_by=FollowedBy(self.followed_by),
            scope=Scope(self.scope),
            state=ProgrammeState(self.state),
            years=(self.first_year, self.last_year),
            indicators=tuple(self.indicators),
            note=self.note,
            version=self.pk,
        )


class GoalLink(Known):
    """A link between two elements; an end that is empty is not there, and ``absent_in`` says where."""

    kind = models.CharField(max_length=20)
    source_structure = models.CharField(max_length=LONGEST_KEY, blank=True)
    source_key = models.CharField(max_length=LONGEST_KEY, blank=True)
    target_structure = models.CharField(max_length=LONGEST_KEY, blank=True)
    target_key = models.CharField(max_length=LONGEST_KEY, blank=True)
    absent_in = models.CharField(max_length=LONGEST_KEY, blank=True)
    note = models.CharField(max_length=LONGEST_TEXT, blank=True)

    class Meta:
        """A link says so once, and has an end."""

        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=[
                    "kind",
                    "source_structure",
                    "source_key",
                    "target_structure",
                    "target_key",
                    "absent_in",
                ],
                condition=Q(known_until__isnull=True),
                name="goal_link_has_one_version_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in LinkKind]), name="goal_link_is_of_a_kind"
            ),
            models.CheckConstraint(condition=~Q(source_key="", target_key=""), name="goal_link_has_an_end"),
        ]

    def to_domain(self) -> Link:
        """Give the link as a value."""
        return Link(
            kind=LinkKind(self.kind),
            source=Ref(self.source_structure, self.source_key) if self.source_key else None,
            target=Ref(self.target_structure, self.target_key) if self.target_key else None,
            absent_in=self.absent_in,
            note=self.note,
        )


class GoalTarget(Known):
    """A reduction that an element aims at; ``stated`` maps what the source says itself to its figure."""

    structure = models.CharField(max_length=LONGEST_KEY)
    key = models.CharField(max_length=LONGEST_KEY)
    name = models.CharField(max_length=LONGEST_NAME)
    unit = models.CharField(max_length=LONGEST_UNIT)
    base = models.DecimalField(max_digits=18, decimal_places=DECIMALS)
    base_year = models.PositiveSmallIntegerField()
    percent = models.DecimalField(max_digits=18, decimal_places=DECIMALS)
    year = models.PositiveSmallIntegerField()
    now = models.DecimalField(max_digits=18, decimal_places=DECIMALS, null=True, blank=True)
    now_year = models.PositiveSmallIntegerField(null=True, blank=True)
    stated = models.JSONField(default=dict)
    per = models.CharField(max_length=20, default=Per.WHOLE.value)
    pace = models.CharField(max_length=20, default=Pace.EVENLY.value)
    inhabitants = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=LONGEST_TEXT, blank=True)

    class Meta:
        """An element has one target for each thing that is measured and year."""

        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["structure", "key", "name", "year"],
                condition=Q(known_until__isnull=True),
                name="goal_target_has_one_version_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(base__gt=0, percent__gt=0, percent__lte=100, base_year__lte=models.F("year")),
                name="goal_target_is_below_its_base",
            ),
            models.CheckConstraint(
                condition=Q(now__isnull=True, now_year__isnull=True)
                | Q(now__isnull=False, now_year__isnull=False),
                name="goal_target_has_a_latest_value_with_its_year",
            ),
            models.CheckConstraint(
                condition=Q(per__in=[each.value for each in Per], pace__in=[each.value for each in Pace]),
                name="goal_target_is_counted_somehow",
            ),
        ]

    def to_domain(self) -> Reduction:
        """Give the target as a value; its version is this row."""
        return Reduction(
            of=Ref(self.structure, self.key),
            name=self.name,
            unit=self.unit,
            base=self.base,
            base_year=self.base_year,
            percent=self.percent,
            year=self.year,
            now=self.now,
            now_year=self.now_year,
            stated={Derived(derived): Decimal(figure) for derived, figure in self.stated.items()},
            per=Per(self.per),
            pace=Pace(self.pace),
            inhabitants=self.inhabitants,
            note=self.note,
            version=self.pk,
        )


class GoalQuestion(models.Model):
    """Which of an element's wordings holds: ``wordings`` are lists of an id, a text and a place."""

    structure = models.CharField(max_length=LONGEST_KEY)
    key = models.CharField(max_length=LONGEST_KEY)
    wordings = models.JSONField()
    chosen = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """An element has one question, and an answer says who gave it and when."""

        ordering: ClassVar = ["structure", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["structure", "key"], name="goal_element_has_one_question"),
            models.CheckConstraint(
                condition=Q(chosen="", answered_by="", answered_at__isnull=True)
                | (~Q(chosen="") & ~Q(answered_by="") & Q(answered_at__isnull=False)),
                name="goal_answer_says_by_whom_and_when",
            ),
        ]

    def to_domain(self) -> WordingQuestion:
        """Give the question as a value."""
        return WordingQuestion(
            of=Ref(self.structure, self.key),
            wordings=tuple(Wording(id=id, text=text, where=where) for id, text, where in self.wordings),
            chosen=self.chosen,
            reason=self.reason,
            answered_by=self.answered_by,
            answered_at=self.answered_at,
            version=self.version,
        )


def load_goals(*, at: datetime | None = None) -> GoalNetwork:
    """Load all structures as they are known now (None), or were at a moment."""
    return GoalNetwork(
        structures=tuple(row.to_domain() for row in GoalStructure.objects.filter(known(at=at))),
        elements=tuple(row.to_domain() for row in GoalElement.objects.filter(known(at=at))),
        links=tuple(row.to_domain() for row in GoalLink.objects.filter(known(at=at))),
        targets=tuple(row.to_domain() for row in GoalTarget.objects.filter(known(at=at))),
    )


def load_elements(refs: Iterable[Ref]) -> dict[Ref, Element]:
    """Load some elements as they are known now; one that is not there is left out."""
    asked = frozenset(refs)
    keys = {ref.key for ref in asked}
    rows = GoalElement.objects.filter(known(at=None), key__in=keys) if asked else ()
    found = (row.to_domain() for row in rows)
    return {each.ref: each for each in found if each.ref in asked}


def structure_fields(structure: Structure) -> dict[str, Any]:
    """Give a structure as the columns of its row."""
    return {
        "key": structure.key,
        "name": structure.name,
        "first_year": structure.first_year,
        "last_year": structure.last_year,
        "decided": structure.decided,
        "source": structure.source,
        "note": structure.note,
        "groups": [[group.key, group.name, list(group.members)] for group in structure.groups],
    }


def element_fields(element: Element) -> dict[str, Any]:
    """Give an element as the columns of its row."""
    first, last = element.years
    return {
        "structure": element.ref.structure,
        "key": element.ref.key,
        "kind": str(element.kind),
        "name": element.name,
        "number": element.number,
        "under": element.under,
        "lead": element.lead,
        "through": element.through,
        "bodies": list(element.bodies),
        "followed_by": str(element.followed_by),
        "scope": str(element.scope),
        "state": str(element.state),
        "first_year": first,
        "last_year": last,
        "indicators": list(element.indicators),
        "note": element.note,
    }


def link_fields(link: Link) -> dict[str, Any]:
    """Give a link as the columns of its row."""
    source, target = link.source or Ref("", ""), link.target or Ref("", "")
    return {
        "kind": str(link.kind),
        "source_structure": source.structure,
        "source_key": source.key,
        "target_structure": target.structure,
        "target_key": target.key,
        "absent_in": link.absent_in,
        "note": link.note,
    }


def target_fields(target: Reduction) -> dict[str, Any]:
    """Give a target as the columns of its row."""
    return {
        "structure": target.of.structure,
        "key": target.of.key,
        "name": target.name,
        "unit": target.unit,
        "base": target.base,
        "base_year": target.base_year,
        "percent": target.percent,
        "year": target.year,
        "now": target.now,
        "now_year": target.now_year,
        "stated": {str(derived): f"{figure.normalize():f}" for derived, figure in target.stated.items()},
        "per": str(target.per),
        "pace": str(target.pace),
        "inhabitants": target.inhabitants,
        "note": target.note,
    }
