"""The table of weeding in docs/concepts/privacy.md says what the rules are."""

import re
from pathlib import Path

from hjulet.domain.weeding import RULES

PAGE = Path(__file__).resolve().parents[2] / "docs/concepts/privacy.md"
ROW = re.compile(r"^\| `([\w-]+)` \| [^|]+ \| (?:(\d+) months?|their end) \|$", flags=re.MULTILINE)


def test_each_rule_is_told_with_its_months() -> None:
    told = {kind: int(months or 0) for kind, months in ROW.findall(PAGE.read_text(encoding="utf-8"))}
    assert told == {kind: rule.months for kind, rule in RULES.items()}
