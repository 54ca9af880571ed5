"""Who may do what: permissions as one enum, roles as readable classes, and the actor.

A grant gives a role over a subtree of the organisation for a time. Every call of a service names
its actor (``by=``) and its time (``at=``). An actor who may not see a thing is told that it does
not exist.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hjulet.domain.validity import Validity


class Permission(StrEnum):
    """Everything that can be allowed."""

    VIEW_FIGURES = "view-figures"
    VIEW_VOUCHERS = "view-vouchers"
    VIEW_IMPORTS = "view-imports"
    VIEW_HISTORY = "view-history"
    IMPORT_LEDGER = "import-ledger"
    WITHDRAW_BATCH = "withdraw-batch"
    IMPORT_BUDGET = "import-budget"
    IMPORT_STAFF = "import-staff"
    CLOSE_PERIODS = "close-periods"
    EDIT_ITEMS = "edit-items"
    REPORT_FORECAST = "report-forecast"
    EDIT_TEXT = "edit-text"
    WRITE_COMMENT = "write-comment"
    EDIT_TEMPLATES = "edit-templates"
    EDIT_CALENDAR = "edit-calendar"
    SEAL_REPORT = "seal-report"
    VERIFY_EDITIONS = "verify-editions"
    VIEW_EVENTS = "view-events"
    MANAGE_SETUP = "manage-setup"


class Role:
    """A named set of permissions. Subclasses are the roles; the docstring says who has it."""

    id: str
    permissions: frozenset[Permission]


class ElectedRepresentative(Role):
    """A member of a body: reads its figures and reports, not the single vouchers."""

    id = "elected_representative"
    permissions = frozenset({Permission.VIEW_FIGURES})


class UnitManager(Role):
    """Answers for a unit: reads its money down to the voucher, comments on it, says how its year will end."""

    id = "unit_manager"
    permissions = frozenset(
        {
            Permission.VIEW_FIGURES,
            Permission.VIEW_VOUCHERS,
            Permission.REPORT_FORECAST,
            Permission.WRITE_COMMENT,
        }
    )


class Controller(Role):
    """Prepares figures and reports for a body and everything below it."""

    id = "controller"
    permissions = UnitManager.permissions | {
        Permission.VIEW_IMPORTS,
        Permission.VIEW_HISTORY,
        Permission.IMPORT_LEDGER,
        Permission.WITHDRAW_BATCH,
        Permission.IMPORT_BUDGET,
        Permission.IMPORT_STAFF,
        Permission.CLOSE_PERIODS,
        Permission.EDIT_ITEMS,
        Permission.EDIT_TEXT,
        Permission.EDIT_TEMPLATES,
        Permission.EDIT_CALENDAR,
        Permission.SEAL_REPORT,
        Permission.VERIFY_EDITIONS,
    }


class Auditor(Role):
    """Reads everything in its scope, the imports and the editions too, and changes nothing."""

    id = "auditor"
    permissions = frozenset(
        {
            Permission.VIEW_FIGURES,
            Permission.VIEW_VOUCHERS,
            Permission.VIEW_IMPORTS,
            Permission.VIEW_HISTORY,
            Permission.VERIFY_EDITIONS,
            Permission.VIEW_EVENTS,
        }
    )


class Administrator(Role):
    """Runs the installation: people, organisation, mapping and imports. Does not forecast, seal or write."""

    id = "administrator"
    permissions = frozenset(Permission) - {
        Permission.EDIT_ITEMS,
        Permission.REPORT_FORECAST,
        Permission.EDIT_TEXT,
        Permission.WRITE_COMMENT,
        Permission.SEAL_REPORT,
    }


ROLES: dict[str, type[Role]] = {
    role.id: role for role in (ElectedRepresentative, UnitManager, Controller, Auditor, Administrator)
}


@dataclass(frozen=True, kw_only=True)
class Grant:
    """A role over a unit and everything below it, for a time."""

    role: str
    unit: str
    validity: Validity

    def allows(self, permission: Permission, *, above: Collection[str], on: date) -> bool:
        """Tell whether the grant allows something for a unit, whose own code is in ``above``."""
        return permission in ROLES[self.role].permissions and self.unit in above and self.validity.holds(on)


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who does something: a signed-in person, or the operator at the command line."""

    id: str
    name: str
    grants: tuple[Grant, ...] = ()
    is_operator: bool = False

    def may(self, permission: Permission, *, above: Collection[str], on: date) -> bool:
        """Tell whether the actor may do something to a unit on a day.

        ``above`` is the unit and everything over it in either structure. The operator, who has the
        machine itself, may do everything.
        """
        return self.is_operator or any(grant.allows(permission, above=above, on=on) for grant in self.grants)

    def may_anywhere(self, permission: Permission, *, on: date) -> bool:
        """Tell whether the actor has a permission over any unit at all."""
        return self.is_operator or any(
            grant.allows(permission, above=(grant.unit,), on=on) for grant in self.grants
        )
