"""``hjulet remind``: what a timer gets back."""

from pathlib import Path

from tests.command import Command
from tests.services.smtp import mail_settings, post_office


def test_reminders_are_sent_once_and_a_second_run_says_so(hjulet: Command, demo: Path) -> None:
    with post_office() as office:
        first = hjulet("remind", exit_code=0)
        again = hjulet("remind", exit_code=0)
    assert (first["sent"], first["failed"], first["already"]) == (4, 0, 0)
    assert (again["sent"], again["already"], again["reminders"]) == (0, 4, [])
    assert len(office.letters) == 4


def test_a_server_that_is_away_is_a_finding(hjulet: Command, demo: Path) -> None:
    with mail_settings(port=9):  # nothing listens there
        found = hjulet("remind", exit_code=1)
    assert {one["outcome"] for one in found["reminders"]} == {"failed"}


def test_without_a_server_the_setting_that_is_missing_is_named(hjulet: Command, demo: Path) -> None:
    found = hjulet("remind", exit_code=1)
    assert found["error"]["code"] == "mail-not-configured"
    assert "HJULET_SMTP_HOST" in found["error"]["message"]
