"""django-allauth's forms with our labels."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hjulet.services.account import providers_of


def _word(form: forms.Form, **labels: Any) -> None:
    """Give fields our labels, and nothing in grey inside them."""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].help_text = ""
        form.fields[name].widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):
    """Username and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Word the fields."""
        super().__init__(*args, **kwargs)
        _word(self, login=_("Användarnamn"), password=_("Lösenord"))

    def add_prefix(self, field_name: str) -> str:
        """Call the field of the username ``username``, as password managers expect."""
        return "username" if field_name == "login" else super().add_prefix(field_name)


class PasswordForm(ChangePasswordForm):
    """The old password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Word the fields."""
        super().__init__(*args, **kwargs)
        _word(
            self,
            oldpassword=_("Lösenordet du har nu"),
            password1=_("Nytt lösenord"),
            password2=_("Nytt lösenord en gång till"),
        )
        self.fields["password1"].help_text = _("Minst 12 tecken. En mening är lätt att minnas.")

    def clean(self) -> dict[str, Any]:
        """Say in our words that the two differ."""
        cleaned: dict[str, Any] = forms.Form.clean(self) or {}
        first, again = cleaned.get("password1"), cleaned.get("password2")
        if first and again and first != again:
            self.add_error("password2", ValidationError(_("De två är inte lika. Skriv samma båda gångerna.")))
        return cleaned


class ConfirmForm(ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Word the field."""
        super().__init__(*args, **kwargs)
        _word(self, password=_("Lösenord"))


class CodeForm(AuthenticateForm):
    """A code from the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Word the field."""
        super().__init__(*args, **kwargs)
        _word(self, code=_("Kod"))


class ConfirmCodeForm(ReauthenticateCodeForm):
    """A code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Word the field."""
        super().__init__(*args, **kwargs)
        _word(self, code=_("Kod"))


class AppForm(ActivateTOTPForm):
    """The first code from a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Word the field."""
        super().__init__(*args, **kwargs)
        _word(self, code=_("Koden som appen visar"))


class KeyForm(AddWebAuthnForm):
    """A new passkey, and what it shall be called."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Word the fields."""
        super().__init__(*args, **kwargs)
        _word(self, name=_("Vad den ska heta"), passwordless=_("Jag vill logga in med bara den här nyckeln"))
        self.fields["passwordless"].initial = True
        if providers_of(self.user.get_username()):
            del self.fields["passwordless"]  # a key is not enough for whoever comes by a provider


class KeyNameForm(EditWebAuthnForm):
    """A passkey's name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Word the field."""
        super().__init__(*args, **kwargs)
        _word(self, name=_("Vad den ska heta"))
