"""The table of limits in docs/concepts/security.md says what the code has, and leaves out none."""

import re
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| `(hjulet/[\w/]+)\.py: (\w+)` \| (\d+) \|", flags=re.MULTILINE)


def said() -> dict[tuple[str, str], int]:
    """Read the table: (module, name) -> its value."""
    text = (ROOT / "docs/concepts/security.md").read_text(encoding="utf-8")
    return {(module.replace("/", "."), name): int(value) for module, name, value in ROW.findall(text)}


def test_each_limit_is_what_the_code_has() -> None:
    assert len(said()) == 23
    assert {limit: getattr(import_module(limit[0]), limit[1]) for limit in said()} == said()


LIMIT = re.compile(r"^((?:MAX|MOST|LONGEST)_\w+)(?:: \w+)? =", flags=re.MULTILINE)
OF_OTHER_THINGS = {
    "hjulet.documents.pdf": {"MOST_UNKNOWN"},
    "hjulet.documents.word.widths": {"MOST_NUMBERS"},
    "hjulet.domain.actions.action": {"LONGEST_LINE", "LONGEST_NAME", "LONGEST_TEXT", "MOST_MILESTONES"},
    "hjulet.domain.factcheck.marks": {"LONGEST_SENTENCE"},
    "hjulet.domain.goals.assessment": {"LONGEST_REASON"},
    "hjulet.domain.goals.files": {"LONGEST_KEY", "LONGEST_NAME", "LONGEST_TEXT", "LONGEST_UNIT"},
    "hjulet.domain.goals.question": {"LONGEST_REASON"},
    "hjulet.domain.goals.reduction": {"MOST_INHABITANTS"},
    "hjulet.domain.indicators.definition": {
        "LONGEST_DESCRIPTION",
        "LONGEST_NAME",
        "LONGEST_UNIT",
        "LONGEST_VALUE",
    },
    "hjulet.domain.organisation_faults": {"MOST_CYCLES"},
    "hjulet.domain.people_file": {"LONGEST_NAME"},
    "hjulet.domain.reports.charts": {"MOST_UNITS"},
    "hjulet.domain.reports.goal_measures": {"MOST_YEARS"},
    "hjulet.domain.talk": {"MOST_FIGURES"},
    "hjulet.readers.fetching": {"LONGEST_WAIT"},
    "hjulet.readers.kolada": {"MOST_IDS", "MOST_ROWS"},
    "hjulet.readers.lists.codes": {"MOST_PROBLEMS"},
    "hjulet.readers.observations": {"LONGEST_TEXT"},
    "hjulet.readers.scb": {"MOST_CELLS"},
    "hjulet.readers.sie4.codes": {"MOST_OF_A_CODE"},
    "hjulet.readers.sie4.fast": {"MOST_WAITING"},
    "hjulet.services.drill": {"MOST_ROWS"},
    "hjulet.services.kept_files": {"MOST_BYTES"},
    "hjulet.services.reminders": {"LONGEST_CAUSE"},
    "hjulet.store.follow_up": {"LONGEST_ACCOUNTS"},
    "hjulet.store.ledger.kept": {"MOST_ANSWERS", "MOST_ROWS"},
    "hjulet.texts.reminders": {"MOST_NEWS"},
    "hjulet.web.action_bulk": {"MOST_CHOSEN"},
    "hjulet.web.calendar": {"LONGEST_REASON"},
    "hjulet.web.goal_form": {"LONGEST_DECISION"},
}
"""How much we keep, say, show or ask for, and how long one field's text is: no size of what is sent in."""


def test_no_limit_is_left_out() -> None:
    found = {
        (str(path.relative_to(ROOT).with_suffix("")).replace("/", "."), name)
        for path in (ROOT / "hjulet").rglob("*.py")
        for name in LIMIT.findall(path.read_text(encoding="utf-8"))
    }
    others = {(module, name) for module, names in OF_OTHER_THINGS.items() for name in names}
    assert found == set(said()) | others
