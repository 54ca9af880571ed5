"""Personal data as the data protection regulation (EU 2016/679, GDPR) looks at them.

Each treatment says on what ground the data are kept (article 6), who sees them, and how long they are kept:
the register of article 30 and the answer to whoever asks what is kept about them (article 15) are both made
from it. Which column of which table belongs to which treatment: ``hjulet.store.personal_data``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Ground(StrEnum):
    """Why it is lawful (article 6.1): c, a duty in law, or e, a task in the public interest."""

    DUTY = "duty"
    PUBLIC_TASK = "public-task"


class Reader(StrEnum):
    """Who sees the data, besides whoever they are about and who runs the machine."""

    NOBODY = "nobody"
    ADMINISTRATORS = "administrators"
    AUDITORS = "auditors"
    COLLEAGUES = "colleagues"


class Handling(StrEnum):
    """How a column is answered to whoever asks for what is kept about them.

    A secret is only said to be there, since it lets its holder in; of a text that somebody wrote one is told
    where it stands, not the text itself, which is about other things than its writer. What only the person
    themself sees is answered to others by reference too.
    """

    SHOWN = "shown"
    SECRET = "secret"  # noqa: S105 - a word for the register
    REFERENCE = "reference"


@dataclass(frozen=True, kw_only=True)
class Treatment:
    """One treatment: its id, ground, readers, and the weeding rules that end it.

    Without a rule the data are kept: they are part of what the municipality must keep as a public record
    (arkivlagen, tryckfrihetsförordningen). ``keeps_rest``: so is what the rules do not reach.
    """

    id: str
    ground: Ground
    readers: tuple[Reader, ...]
    weeded_by: tuple[str, ...] = ()
    keeps_rest: bool = False


def _treatments(*treatments: Treatment) -> Mapping[str, Treatment]:
    return {treatment.id: treatment for treatment in treatments}


_STAFF = (Reader.ADMINISTRATORS, Reader.AUDITORS)

TREATMENTS = _treatments(
    Treatment(
        id="account",
        ground=Ground.PUBLIC_TASK,
        readers=(Reader.ADMINISTRATORS, Reader.COLLEAGUES),
        weeded_by=("accounts",),
        keeps_rest=True,
    ),
    Treatment(
        id="rights",
        ground=Ground.PUBLIC_TASK,
        readers=(Reader.ADMINISTRATORS,),
        weeded_by=("accounts",),
    ),
    Treatment(
        id="sign-in",
        ground=Ground.DUTY,
        readers=(Reader.NOBODY,),
        weeded_by=("sessions", "visits", "attempts", "accounts"),
    ),
    Treatment(id="log", ground=Ground.DUTY, readers=_STAFF, weeded_by=("sign-ins", "reads"), keeps_rest=True),
    Treatment(id="authorship", ground=Ground.PUBLIC_TASK, readers=(Reader.COLLEAGUES, Reader.AUDITORS)),
    Treatment(id="texts", ground=Ground.PUBLIC_TASK, readers=(Reader.COLLEAGUES, Reader.AUDITORS)),
    Treatment(
        id="set-aside",
        ground=Ground.PUBLIC_TASK,
        readers=(Reader.NOBODY,),
        weeded_by=("set-aside", "accounts"),
    ),
    Treatment(
        id="reminders",
        ground=Ground.PUBLIC_TASK,
        readers=(Reader.NOBODY,),
        weeded_by=("reminders", "accounts"),
    ),
    Treatment(id="own-choices", ground=Ground.PUBLIC_TASK, readers=(Reader.NOBODY,), weeded_by=("accounts",)),
    Treatment(
        id="work",
        ground=Ground.PUBLIC_TASK,
        readers=(Reader.ADMINISTRATORS,),
        weeded_by=("queue",),
        keeps_rest=True,
    ),
)
"""Every treatment by its id. ``authorship`` is who wrote, read in, decided or sealed something."""


@dataclass(frozen=True, kw_only=True)
class PersonalColumn:
    """A column that holds personal data: its treatment, and how it is answered to whoever asks."""

    table: str
    column: str
    treatment: str
    handling: Handling
