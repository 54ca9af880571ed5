"""A real mail server on the loopback address, which keeps what it gets."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from socket import socket
from typing import Any

from aiosmtpd.controller import Controller
from django.test import override_settings


class Post:
    """What arrived; ``refuses`` are the addresses that the server does not take."""

    def __init__(self) -> None:
        """Begin empty."""
        self.letters: list[EmailMessage] = []
        self.refuses: set[str] = set()

    async def handle_RCPT(  # noqa: N802 - the server's own name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take an address, or refuse it for a while."""
        if address in self.refuses:
            return "450 Mailbox unavailable"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep a letter."""
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    @property
    def to(self) -> list[str]:
        """List whom the letters are to, in the order of the alphabet."""
        return sorted(str(letter["To"]) for letter in self.letters)

    def letter_to(self, address: str) -> EmailMessage:
        """Find the one letter to an address."""
        (found,) = [letter for letter in self.letters if letter["To"] == address]
        return found


def mail_settings(port: int) -> override_settings:
    """Send mail to a server on the loopback address."""
    return override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
        EMAIL_USE_TLS=False,
        EMAIL_USE_SSL=False,
        DEFAULT_FROM_EMAIL="Planeringshjulet <hjulet@example.se>",
        HJULET_URL="https://hjulet.example.se/",
    )


@contextmanager
def post_office() -> Iterator[Post]:
    """Run a server on a free port, and send this process' mail there."""
    post = Post()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(post, hostname="127.0.0.1", port=port)
    server.start()
    try:
        with mail_settings(port):
            yield post
    finally:
        server.stop()
