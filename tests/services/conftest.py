"""Homes for tests of services: empty, set up with a small mapping, or with the example municipality."""

from pathlib import Path

import pytest

from hjulet.services.people import OPERATOR
from hjulet.services.setup import set_mapping, set_organisation
from tests.command import hjulet
from tests.demo_home import count_from_one, demo, demo_data, home, sealed, sealed_data
from tests.ledger_text import MAPPING
from tests.services.people import AT, ORGANISATION

__all__ = ["demo", "demo_data", "hjulet", "home", "sealed", "sealed_data"]

READS = frozenset(
    "test_annual_report test_chart_words test_committee test_comparison test_demo_texts test_goal_reports "
    "test_metrics test_operating_plan test_permissions test_pivot test_report_comparison test_report_files "
    "test_statements test_templates test_uploads test_work_plan".split()
)
"""Tests of what is made of files, of the ledger's and of rules: the same from either database."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark them."""
    here = Path(__file__).parent
    for item in items:
        if item.path.parent == here and item.path.stem in READS:
            item.add_marker(pytest.mark.once)


@pytest.fixture
def small(db: None, home: Path) -> Path:
    """Give a home with a small organisation and mapping, and no ledger yet."""
    count_from_one()
    set_organisation(ORGANISATION, by=OPERATOR, at=AT)
    set_mapping(MAPPING.accounts, MAPPING.units, by=OPERATOR, at=AT)
    return home
