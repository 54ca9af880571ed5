"""Actions in versions, with what each carries out, its themes and its indicators; and the themes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from hjulet.domain.actions.action import (
    ENDED,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_TEXT,
    Action,
    Financing,
    Milestone,
    Status,
    number_of,
)
from hjulet.domain.actions.theme import Theme
from hjulet.domain.goals.element import Ref
from hjulet.domain.goals.files import LONGEST_KEY
from hjulet.store.entry import Keyed, one_at_a_time


class ActionVersion(Keyed):
    """An action, as it is known from a moment on.

    ``number`` is that of its key, ``due`` by which day something is to be done next, ``search_text`` its
    words in small letters: all three follow from the other columns, for lists.
    """

    number = models.PositiveIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    description = models.TextField(blank=True, max_length=LONGEST_TEXT)
    year = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=40)
    person = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=LONGEST_LINE, blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    due = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20)
    status_note = models.TextField(blank=True, max_length=LONGEST_TEXT)
    milestones = models.JSONField(default=list)
    effect = models.CharField(max_length=LONGEST_LINE, blank=True)
    cost = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    financing = models.CharField(max_length=20, blank=True)
    financed_by = models.CharField(max_length=LONGEST_LINE, blank=True)
    origin = models.CharField(max_length=40, blank=True)
    search_text = models.TextField()

    class Meta:
        """What is to be done first comes first, what has ended last."""

        ordering: ClassVar = [models.F("due").asc(nulls_last=True), "number"]
        indexes: ClassVar = [
            models.Index(
                fields=["year", "unit"], condition=Q(known_until__isnull=True), name="action_of_year"
            ),
            models.Index(fields=["key", "id"], name="action_history"),
            models.Index(fields=["due"], condition=Q(known_until__isnull=True), name="action_due"),
            models.Index(fields=["origin"], condition=Q(known_until__isnull=True), name="action_copies"),
        ]
        constraints: ClassVar = [
            one_at_a_time("action_has_one_version_at_a_time"),
            models.CheckConstraint(
                condition=Q(status__in=[each.value for each in Status]), name="action_has_a_status"
            ),
            models.CheckConstraint(
                condition=Q(financing__in=[each.value for each in Financing]),
                name="action_is_financed_somehow",
            ),
            models.CheckConstraint(
                condition=Q(first_day__lte=models.F("last_day")), name="action_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(person="", role=""), name="action_has_an_owner"),
            models.CheckConstraint(
                condition=Q(due__isnull=False) | Q(status__in=[each.value for each in sorted(ENDED)]),
                name="action_is_due_until_it_ends",
            ),
        ]

    @property
    def said(self) -> str:
        """Say its name."""
        return self.name


class ActionGoal(models.Model):
    """What a version of an action carries out: an element of a structure."""

    action = models.ForeignKey(ActionVersion, on_delete=models.CASCADE, related_name="goals")
    structure = models.CharField(max_length=LONGEST_KEY)
    key = models.CharField(max_length=LONGEST_KEY)

    class Meta:
        """Once each, in the order in which they were written."""

        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["structure", "key"], name="actions_of_goal")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["action", "structure", "key"], name="action_carries_a_goal_out_once"
            )
        ]


class ActionTheme(models.Model):
    """A theme that a version of an action has."""

    action = models.ForeignKey(ActionVersion, on_delete=models.CASCADE, related_name="themes")
    theme = models.CharField(max_length=40)

    class Meta:
        """Once each, in the order in which they were written."""

        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["theme"], name="actions_of_theme")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["action", "theme"], name="action_has_a_theme_once")
        ]


class ActionIndicator(models.Model):
    """An indicator that a version of an action is to change."""

    action = models.ForeignKey(ActionVersion, on_delete=models.CASCADE, related_name="indicators")
    indicator = models.CharField(max_length=40)

    class Meta:
        """Once each, in the order in which they were written."""

        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["indicator"], name="actions_on_indicator")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["action", "indicator"], name="action_changes_an_indicator_once")
        ]


class ThemeVersion(Keyed):
    """A theme, as it is known from a moment on."""

    name = models.CharField(max_length=LONGEST_NAME)
    description = models.TextField(blank=True, max_length=LONGEST_TEXT)
    unit = models.CharField(max_length=40)
    person = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=LONGEST_LINE, blank=True)

    class Meta:
        """By name."""

        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            one_at_a_time("theme_has_one_version_at_a_time"),
            models.CheckConstraint(condition=~Q(person="", role=""), name="theme_has_an_owner"),
        ]

    @property
    def said(self) -> str:
        """Say its name."""
        return self.name

    def to_domain(self) -> Theme:
        """Give the theme as a value; its version is this row."""
        return Theme(
            key=self.key,
            name=self.name,
            description=self.description,
            unit=self.unit,
            person=self.person,
            role=self.role,
            version=self.pk,
        )


def to_actions(rows: QuerySet[ActionVersion]) -> tuple[Action, ...]:
    """Load actions with what stands in tables of their own: four questions, however many there are."""
    held = list(rows.defer("search_text"))
    goals: dict[int, list[Ref]] = defaultdict(list)
    themes: dict[int, list[str]] = defaultdict(list)
    indicators: dict[int, list[str]] = defaultdict(list)
    within = Q(action__in=[row.pk for row in held])
    for id, structure, key in ActionGoal.objects.filter(within).values_list("action", "structure", "key"):
        goals[id].append(Ref(structure, key))
    for id, theme in ActionTheme.objects.filter(within).values_list("action", "theme"):
        themes[id].append(theme)
    for id, indicator in ActionIndicator.objects.filter(within).values_list("action", "indicator"):
        indicators[id].append(indicator)
    return tuple(
        to_action(row, goals=goals[row.pk], themes=themes[row.pk], indicators=indicators[row.pk])
        for row in held
    )


def to_action(
    row: ActionVersion,
    *,
    goals: Iterable[Ref] = (),
    themes: Iterable[str] = (),
    indicators: Iterable[str] = (),
) -> Action:
    """Give an action as a value, with what stands in tables of their own; its version is the row."""
    return Action(
        key=row.key,
        name=row.name,
        description=row.description,
        year=row.year,
        unit=row.unit,
        person=row.person,
        role=row.role,
        first_day=row.first_day,
        last_day=row.last_day,
        status=Status(row.status),
        status_note=row.status_note,
        milestones=to_milestones(row),
        goals=tuple(goals),
        themes=tuple(themes),
        indicators=tuple(indicators),
        effect=row.effect,
        cost=row.cost,
        financing=Financing(row.financing),
        financed_by=row.financed_by,
        origin=row.origin,
        changed=localdate(row.known_from),
        version=row.pk,
    )


def to_milestones(row: ActionVersion) -> tuple[Milestone, ...]:
    """Give the milestones of an action."""
    return tuple(_milestone(step) for step in row.milestones)


def action_fields(action: Action) -> dict[str, Any]:
    """Give an action as the columns of its row; goals, themes and indicators have tables of their own."""
    words = (action.key, action.name, action.description, action.role, action.status_note, action.effect)
    return {
        "key": action.key,
        "number": number_of(action.key),
        "name": action.name,
        "description": action.description,
        "year": action.year,
        "unit": action.unit,
        "person": action.person,
        "role": action.role,
        "first_day": action.first_day,
        "last_day": action.last_day,
        "due": action.due,
        "status": str(action.status),
        "status_note": action.status_note,
        "milestones": [
            {"name": step.name, "on": str(step.on), "done": str(step.done or "")}
            for step in action.milestones
        ],
        "effect": action.effect,
        "cost": action.cost,
        "financing": str(action.financing),
        "financed_by": action.financed_by,
        "origin": action.origin,
        "search_text": " ".join(words).casefold(),
    }


def theme_fields(theme: Theme) -> dict[str, str]:
    """Give a theme as the columns of its row."""
    return {
        "key": theme.key,
        "name": theme.name,
        "description": theme.description,
        "unit": theme.unit,
        "person": theme.person,
        "role": theme.role,
    }


def _milestone(step: Mapping[str, str]) -> Milestone:
    done = step["done"]
    return Milestone(
        name=step["name"],
        on=date.fromisoformat(step["on"]),
        done=date.fromisoformat(done) if done else None,
    )
