"""Sittings: what one person wrote without a pause, told by who they are and not by their name."""

from datetime import UTC, datetime, timedelta

import pytest

from hjulet.domain.writing import TextVersion, sittings

AT = datetime(2018, 1, 15, 9, tzinfo=UTC)


def version(number: int, *, writer: str, minutes: int, restored: int | None = None) -> TextVersion:
    at = AT + timedelta(minutes=minutes)
    return TextVersion(version=number, source="", writer=writer, by="Anna Berg", at=at, restored=restored)


@pytest.mark.parametrize(
    ("second", "count"),
    [
        (version(2, writer="anna", minutes=10), 1),
        (version(2, writer="anna", minutes=11), 2),
        (version(2, writer="anna2", minutes=1), 2),
        (version(2, writer="anna", minutes=1, restored=1), 2),
    ],
)
def test_a_sitting_ends_with_a_pause_another_person_of_the_same_name_or_a_restored_version(
    second: TextVersion, count: int
) -> None:
    assert len(sittings([version(1, writer="anna", minutes=0), second])) == count
