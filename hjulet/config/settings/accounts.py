"""Signing in, with django-allauth: what it may do here, how long it lasts, and how often one may try.

The limits are explained in docs/adr/0032.
"""

from typing import Any

ACCOUNT_APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "allauth.usersessions",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "sign-in"

SESSION_COOKIE_AGE = 3 * 3600
"""Seconds that a session may lie idle."""

HJULET_SESSION_LIMIT = 12 * 3600
"""Seconds that a session lasts at most, whatever is done in it."""

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "store_cacheentry",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
"""In our own database, so that all processes and machines count together."""

ACCOUNT_ADAPTER = "hjulet.web.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "hjulet.web.accounts.forms.SignInForm",
    "change_password": "hjulet.web.accounts.forms.PasswordForm",
    "reauthenticate": "hjulet.web.accounts.forms.ConfirmForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USER_DISPLAY = "hjulet.web.accounts.adapter.shown_name"
ACCOUNT_RATE_LIMITS = {
    # A whole town hall may share one address: it is failures that are counted, not attempts.
    "login": None,
    # From a browser that has not signed in as this person before.
    "login_failed": "30/5m/ip,10/5m/key",
    # From one that has.
    "login_known": "20/5m/key",
    "change_password": "10/m/user",
    "reauthenticate": "10/m/user",
}

MFA_ADAPTER = "hjulet.web.accounts.factors.FactorAdapter"
MFA_FORMS = {
    "authenticate": "hjulet.web.accounts.forms.CodeForm",
    "reauthenticate": "hjulet.web.accounts.forms.ConfirmCodeForm",
    "activate_totp": "hjulet.web.accounts.forms.AppForm",
    "add_webauthn": "hjulet.web.accounts.forms.KeyForm",
    "edit_webauthn": "hjulet.web.accounts.forms.KeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Planeringshjulet"
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}

SOCIALACCOUNT_ADAPTER = "hjulet.web.accounts.providers.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False

USERSESSIONS_ADAPTER = "hjulet.web.accounts.ending.SessionAdapter"
