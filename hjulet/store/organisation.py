"""The organisation's rows: units, their places in two structures, and whom departments serve."""

from typing import ClassVar

from django.db import models

from hjulet.domain import organisation as domain
from hjulet.domain.validity import Validity


class Dated(models.Model):
    """Something that holds from a day, up to but not including another."""

    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        """A base for rows with validity."""

        abstract = True

    @property
    def validity(self) -> Validity:
        """Give the span as a domain value."""
        return Validity(self.valid_from, self.valid_until)


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
            models.UniqueConstraint(fields=["code", "valid_from"], name="unit_has_one_name_at_a_time")
        ]

    def to_domain(self) -> domain.OrgUnit:
        """Give the unit as a domain value."""
        return domain.OrgUnit(
            code=self.code,
            kind=self.kind,
            name=self.name,
            validity=self.validity,
            has_appropriation=self.has_appropriation,
        )


class UnitLink(Dated):
    """A unit's place under another, in one structure."""

    child = models.CharField(max_length=40)
    parent = models.CharField(max_length=40)
    structure = models.CharField(max_length=20)

    def to_domain(self) -> domain.OrgLink:
        """Give the link as a domain value."""
        return domain.OrgLink(
            child=self.child,
            parent=self.parent,
            structure=domain.Structure(self.structure),
            validity=self.validity,
        )


class UnitService(Dated):
    """A department that serves a committee."""

    department = models.CharField(max_length=40)
    committee = models.CharField(max_length=40)

    def to_domain(self) -> domain.Service:
        """Give the link as a domain value."""
        return domain.Service(department=self.department, committee=self.committee, validity=self.validity)


def load_organisation() -> domain.Organisation:
    """Load the whole organisation with its history: three queries."""
    return domain.Organisation(
        units=tuple(unit.to_domain() for unit in Unit.objects.all()),
        links=tuple(link.to_domain() for link in UnitLink.objects.order_by("id")),
        services=tuple(service.to_domain() for service in UnitService.objects.order_by("id")),
    )
