"""What django-allauth asks us about second factors."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.services.factor_secrets import decrypt, encrypt


class FactorAdapter(DefaultMFAAdapter):
    """The secrets of authenticator apps and recovery codes lie encrypted in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("Koden stämmer inte. Försök med en ny."),
    }

    def encrypt(self, text: str) -> str:
        """Encrypt with the site's key."""
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt with the site's key, or one that it had before."""
        return decrypt(encrypted_text)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002
        """Suggest a name for a key."""
        return _("Min passnyckel")

    def _get_site_name(self) -> str:
        return settings.MFA_TOTP_ISSUER
