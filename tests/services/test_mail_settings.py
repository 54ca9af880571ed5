"""The settings of mail, as the environment gives them."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from hjulet.config.settings.mail import mail_by


@pytest.mark.parametrize(
    ("way", "port", "starttls", "tls"),
    [
        ("", 587, True, False),
        ("starttls", 587, True, False),
        ("tls", 465, False, True),
        ("none", 25, False, False),
    ],
)
def test_the_way_of_encrypting_chooses_the_port(way: str, port: int, starttls: bool, tls: bool) -> None:
    found = mail_by({"HJULET_SMTP_HOST": "mail.example.se", "HJULET_SMTP_TLS": way})
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, starttls, tls)
    assert mail_by({"HJULET_SMTP_TLS": way, "HJULET_SMTP_PORT": "2525"})["EMAIL_PORT"] == 2525


@pytest.mark.parametrize("wrong", [{"HJULET_SMTP_TLS": "yes"}, {"HJULET_SMTP_PORT": "smtp"}])
def test_a_setting_that_cannot_be_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ImproperlyConfigured, match=next(iter(wrong))):
        mail_by(wrong)


def test_without_a_host_there_is_no_mail() -> None:
    assert mail_by({})["EMAIL_HOST"] == ""
