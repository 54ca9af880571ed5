"""Which columns of which tables are personal data: every column of the database stands here.

A new column that nobody has classified fails ``tests/store/test_personal_data.py``. The register of
treatments, the answer to whoever asks what is kept about them, and the page Personuppgifter are made from it.
A table stands with those of its subject, in a module beside this one.
"""

from collections.abc import Iterator, Mapping

from hjulet.domain.personal_data import PersonalColumn
from hjulet.store.personal_data import ledger, organisation, packages, registers, reports, steering, work
from hjulet.store.personal_data.columns import Columns

__all__ = ["PERSONAL_TABLES", "PLAIN_TABLES", "Columns", "personal_columns"]

_SUBJECTS = (packages, ledger, organisation, registers, steering, reports, work)
_TABLES = {name: columns for subject in _SUBJECTS for name, columns in subject.TABLES.items()}

PERSONAL_TABLES: Mapping[str, Columns] = {name: each for name, each in _TABLES.items() if each.personal}
"""Tables with something about people -> their columns."""

PLAIN_TABLES: Mapping[str, Columns] = {name: each for name, each in _TABLES.items() if not each.personal}
"""Tables that are about nobody -> their columns."""


def personal_columns() -> Iterator[PersonalColumn]:
    """List every column that holds personal data."""
    for table, columns in PERSONAL_TABLES.items():
        for treatment, names in columns.personal.items():
            for name in names.split():
                yield PersonalColumn(
                    table=table, column=name, treatment=treatment, handling=columns.handling(name)
                )
