"""The secrets of authenticator apps and recovery codes: encrypted in the database by the site's key.

A key that was changed reads them as long as it stands among the old ones, and they are written anew by
the new key meanwhile. What no key reads is a secret that nobody has: no code of it is right.
"""

import base64
import hashlib
import logging
import secrets
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.utils.encoding import force_bytes

log = logging.getLogger("hjulet.sign_in")

SECRET = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}
"""Kind of factor -> where in its data the secret lies."""


def encrypt(text: str) -> str:
    """Encrypt by the site's key."""
    return _ciphers()[0].encrypt(text.encode()).decode("ascii")


def decrypt(encrypted: str) -> str:
    """Decrypt by the site's key or an old one; what none reads becomes a new secret that nobody knows.

    An empty text would not do: whoever knows that the secret is empty can make its codes.
    """
    try:
        return MultiFernet(_ciphers()).decrypt(encrypted).decode()
    except InvalidToken:
        log.error("a second factor cannot be read by HJULET_SECRET_KEY nor HJULET_OLD_SECRET_KEYS")  # noqa: TRY400 - the trace tells nothing
        return base64.b32encode(secrets.token_bytes(20)).decode("ascii")


def is_readable(factor: Authenticator) -> bool:
    """Tell whether any key reads a factor's secret; a passkey has none."""
    return factor.type not in SECRET or _reads(MultiFernet(_ciphers()), _secret(factor))


def unread() -> tuple[int, int]:
    """Count the factors that no key reads, and those that only an old one does."""
    now, every = _ciphers()[0], MultiFernet(_ciphers())
    found = [_secret(factor) for factor in Authenticator.objects.filter(type__in=SECRET)]
    lost = sum(not _reads(every, secret) for secret in found)
    return lost, sum(not _reads(now, secret) for secret in found) - lost


def write_anew() -> int:
    """Encrypt by today's key what only an old one reads, and tell how many factors that were."""
    numbers = list(Authenticator.objects.filter(type__in=SECRET).values_list("pk", flat=True))
    return sum(_write_anew(number) for number in numbers)


@transaction.atomic
def _write_anew(number: int) -> bool:
    factor = Authenticator.objects.select_for_update().filter(pk=number).first()
    if factor is None or _reads(_ciphers()[0], _secret(factor)) or not is_readable(factor):
        return False
    factor.data[SECRET[factor.type]] = encrypt(decrypt(_secret(factor)))
    factor.save(update_fields=["data"])
    return True


def _secret(factor: Authenticator) -> str:
    return str(factor.data[SECRET[factor.type]])


def _reads(cipher: Any, encrypted: str) -> bool:
    try:
        cipher.decrypt(encrypted)
    except InvalidToken:
        return False
    return True


def _ciphers() -> list[Fernet]:
    """Give what encrypts today, then what did before."""
    return [Fernet(_derived(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _derived(key: str | bytes) -> bytes:
    """Make a key of its own from the site's key, so that the two are never mixed up."""
    return base64.urlsafe_b64encode(hashlib.sha256(b"hjulet.factors" + force_bytes(key)).digest())
