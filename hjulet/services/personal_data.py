"""The register of personal data: which columns are kept, why, for whom and for how long."""

from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.permission import Actor, Permission
from hjulet.domain.personal_data import TREATMENTS, PersonalColumn, Treatment
from hjulet.services.access import may_centrally
from hjulet.services.errors import NotFoundError
from hjulet.store.personal_data import personal_columns


@dataclass(frozen=True, kw_only=True)
class RegisterEntry:
    """A treatment, and the columns that are kept for it, in the order of their tables."""

    treatment: Treatment
    columns: tuple[PersonalColumn, ...]


def personal_register(*, by: Actor, at: datetime) -> tuple[RegisterEntry, ...]:
    """List every treatment with its columns.

    Raises NotFoundError for whoever neither runs the installation nor audits it. It holds nobody's data.
    """
    if not may_centrally(Permission.VIEW_EVENTS, by=by, at=at):
        raise NotFoundError(Permission.VIEW_EVENTS)
    columns = sorted(personal_columns(), key=lambda column: (column.table, column.column))
    return tuple(
        RegisterEntry(
            treatment=treatment,
            columns=tuple(column for column in columns if column.treatment == treatment.id),
        )
        for treatment in TREATMENTS.values()
    )
