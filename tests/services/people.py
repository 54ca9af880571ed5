"""Three people who show permissions, and a fourth and a fifth: Alice, Bob, Charlie, Elsa and Folke."""

from datetime import UTC, date, datetime

from hjulet.domain.organisation import Organisation, OrgLink, OrgUnit, Structure
from hjulet.domain.permission import Actor, Grant
from hjulet.domain.validity import Validity

AT = datetime(2018, 4, 6, 9, 30, tzinfo=UTC)
ALWAYS = Validity(date(2014, 1, 1))


def person(name: str, role: str, unit: str) -> Actor:
    """Make a person with one role over a unit and all below it."""
    return Actor(id=name.lower(), name=name, grants=(Grant(role=role, unit=unit, validity=ALWAYS),))


ALICE = person("Alice", "controller", "KS")
BOB = person("Bob", "unit_manager", "HR")
CHARLIE = person("Charlie", "controller", "KFN")
ELSA = person("Elsa", "elected_representative", "KS")
FOLKE = person("Folke", "auditor", "KS")
ASTRID = person("Astrid", "administrator", "KF")
NOBODY = Actor(id="nobody", name="Nobody")

_PARENTS = {"KF": "", "KS": "KF", "KFN": "KF", "KS-POL": "KS", "KSK": "KS"}
_PARENTS |= dict.fromkeys(("EKO", "HR", "KOM"), "KSK")
_KINDS = {"KF": "council", "KS": "executive_board", "KFN": "committee", "KSK": "department"}

ORGANISATION = Organisation(
    units=tuple(
        OrgUnit(code=code, kind=_KINDS.get(code, "unit"), name=code, validity=ALWAYS) for code in _PARENTS
    ),
    links=tuple(
        OrgLink(child=child, parent=parent, structure=Structure.POLITICAL, validity=ALWAYS)
        for child, parent in _PARENTS.items()
    ),
)
