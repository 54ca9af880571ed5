"""Versions of the mapping from codes to statement lines and units."""

from typing import ClassVar

from django.db import models

from hjulet.domain import mapping as domain


class MappingVersion(models.Model):
    """One whole mapping, never changed once a snapshot names it."""

    content = models.CharField(max_length=64)  # an earlier mapping may come back
    note = models.TextField(blank=True)  # what was changed, in the words of whoever did it
    created_by = models.CharField(max_length=60)
    created_at = models.DateTimeField()

    def to_domain(self) -> domain.Mapping:
        """Load the rules: three queries."""
        return domain.Mapping(
            accounts=tuple(row.to_domain() for row in self.accounts.all()),
            units=tuple(row.to_domain() for row in self.units.all()),
            internal=tuple(row.to_domain() for row in self.internal.all()),
        )


class YearSpan(models.Model):
    """A rule of one company that holds in the years from-to, inclusive."""

    company = models.CharField(max_length=40)
    valid_from = models.PositiveSmallIntegerField()
    valid_to = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        """Rules keep the order they were given in: the first that covers a code wins."""

        abstract = True
        ordering: ClassVar = ["id"]


class AccountMapping(YearSpan):
    """Accounts of a range belong to a statement line."""

    version = models.ForeignKey(MappingVersion, on_delete=models.CASCADE, related_name="accounts")
    account_from = models.CharField(max_length=20)
    account_to = models.CharField(max_length=20)
    line = models.CharField(max_length=40)
    sign = models.SmallIntegerField()

    def to_domain(self) -> domain.AccountRule:
        """Give the rule as a domain value."""
        return domain.AccountRule(
            company=self.company,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            account_from=self.account_from,
            account_to=self.account_to,
            line=self.line,
            sign=self.sign,
        )


class UnitMapping(YearSpan):
    """Codes of a range belong to a unit."""

    version = models.ForeignKey(MappingVersion, on_delete=models.CASCADE, related_name="units")
    code_part = models.CharField(max_length=20)
    code_from = models.CharField(max_length=40)
    code_to = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)

    def to_domain(self) -> domain.UnitRule:
        """Give the rule as a domain value."""
        return domain.UnitRule(
            company=self.company,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            code_part=self.code_part,
            code_from=self.code_from,
            code_to=self.code_to,
            unit=self.unit,
        )


class InternalMapping(YearSpan):
    """Accounts or counterparties of a range are trade within the municipality, or within its group."""

    version = models.ForeignKey(MappingVersion, on_delete=models.CASCADE, related_name="internal")
    code_part = models.CharField(max_length=20)
    code_from = models.CharField(max_length=40)
    code_to = models.CharField(max_length=40)
    scope = models.CharField(max_length=20)
    unit = models.CharField(max_length=40, blank=True)

    def to_domain(self) -> domain.InternalRule:
        """Give the rule as a domain value."""
        return domain.InternalRule(
            company=self.company,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            code_part=self.code_part,
            code_from=self.code_from,
            code_to=self.code_to,
            scope=domain.InternalScope(self.scope),
            unit=self.unit,
        )
