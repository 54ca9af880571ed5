"""The organisation's rows: units, their places, whom departments serve, and who followed whom."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from hjulet.domain import organisation as domain
from hjulet.domain.validity import Validity
from hjulet.store.known import known


class Dated(models.Model):
    """Something that holds from a day, up to but not including another.

    A row is never changed: what is known instead from a moment on is a row of its own, so that an
    old snapshot still finds the organisation as it was known then.
    """

    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A base for rows with validity."""

        abstract = True


class Unit(Dated):
    """A node of the organisation under one name; a new name is a new row."""

    code = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    has_appropriation = models.BooleanField(default=True)
    position = models.PositiveIntegerField()

    class Meta:
        """In order of display."""

        ordering: ClassVar = ["position", "valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                condition=Q(known_until__isnull=True),
                name="unit_has_one_name_at_a_time",
            )
        ]


class UnitLink(Dated):
    """A unit's place under another, in one structure."""

    child = models.CharField(max_length=40)
    parent = models.CharField(max_length=40)
    structure = models.CharField(max_length=20)


class UnitService(Dated):
    """A department that serves a committee."""

    department = models.CharField(max_length=40)
    committee = models.CharField(max_length=40)


class UnitSuccession(models.Model):
    """A unit that took over from another on a day."""

    predecessor = models.CharField(max_length=40)
    successor = models.CharField(max_length=40)
    day = models.DateField()
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True, blank=True)


def load_organisation(*, known_at: datetime | None = None) -> domain.Organisation:
    """Load the whole organisation with its history, as it is known now or was at a moment: four queries.

    The same rows give the same value, which keeps what has been looked up in it: a process makes it once.
    """
    then = known(at=known_at)
    return _organisation(*(tuple(rows.filter(then)) for rows in _ROWS))


_Rows = tuple[tuple[Any, ...], ...]
_DATED = ("valid_from", "valid_until")
_ROWS = (
    Unit.objects.order_by("position", "valid_from").values_list(
        "code", "kind", "name", "has_appropriation", *_DATED
    ),
    UnitLink.objects.order_by("id").values_list("child", "parent", "structure", *_DATED),
    UnitService.objects.order_by("id").values_list("department", "committee", *_DATED),
    UnitSuccession.objects.order_by("id").values_list("predecessor", "successor", "day"),
)
"""What is read of each table, and in which order."""


@lru_cache(maxsize=16)
def _organisation(units: _Rows, links: _Rows, services: _Rows, successions: _Rows) -> domain.Organisation:
    """Make the domain value of the rows of the four tables."""
    return domain.Organisation(
        units=tuple(
            domain.OrgUnit(
                code=code, kind=kind, name=name, has_appropriation=has, validity=Validity(start, end)
            )
            for code, kind, name, has, start, end in units
        ),
        links=tuple(
            domain.OrgLink(
                child=child,
                parent=parent,
                structure=domain.Structure(structure),
                validity=Validity(start, end),
            )
            for child, parent, structure, start, end in links
        ),
        services=tuple(
            domain.Service(department=department, committee=committee, validity=Validity(start, end))
            for department, committee, start, end in services
        ),
        successions=tuple(
            domain.Succession(predecessor=predecessor, successor=successor, day=day)
            for predecessor, successor, day in successions
        ),
    )


def replace_organisation(organisation: domain.Organisation, *, at: datetime) -> None:
    """Let another organisation be known from a moment on; what was known until then is kept."""
    for model in (Unit, UnitLink, UnitService, UnitSuccession):
        model.objects.filter(known_until__isnull=True).update(known_until=at)
    Unit.objects.bulk_create(
        Unit(
            code=unit.code,
            kind=unit.kind,
            name=unit.name,
            has_appropriation=unit.has_appropriation,
            position=position,
            **_dates(unit.validity, at),
        )
        for position, unit in enumerate(organisation.units)
    )
    UnitLink.objects.bulk_create(
        UnitLink(child=link.child, parent=link.parent, structure=link.structure, **_dates(link.validity, at))
        for link in organisation.links
    )
    UnitService.objects.bulk_create(
        UnitService(
            department=service.department, committee=service.committee, **_dates(service.validity, at)
        )
        for service in organisation.services
    )
    UnitSuccession.objects.bulk_create(
        UnitSuccession(**vars(succession), known_from=at) for succession in organisation.successions
    )


def _dates(validity: Validity, at: datetime) -> dict[str, date | datetime | None]:
    return {"valid_from": validity.start, "valid_until": validity.end, "known_from": at}
