"""What the addresses of signing in, of one's own account and of one's own work take."""

from tests.web.matrix.rules import ANYBODY, Rule, button, page

NO_PROVIDER = {"provider_id": "nej"}
NO_ORGANISATION = {"organization_slug": "nej"}

OPEN_ARGS = {
    "openid_connect_login": NO_PROVIDER,
    "openid_connect_callback": NO_PROVIDER,
    "saml_login": NO_ORGANISATION,
    "saml_acs": NO_ORGANISATION,
    "saml_finish_acs": NO_ORGANISATION,
    "saml_sls": NO_ORGANISATION,
    "saml_metadata": NO_ORGANISATION,
    "feed-file": {"token": "nej"},
    "stop-reminders": {"token": "nej"},
    "theme": {"key": "nej"},
    "logo": {"key": "nej"},
}
"""Arguments of open addresses: providers and tokens that are none."""

OPEN = {
    "account_login": (200, 200),
    "account_inactive": (200, 405),
    "mfa_authenticate": (302, 302),
    "mfa_login_webauthn": (302, 302),
    "socialaccount_login_cancelled": (200, 405),
    "openid_connect_login": (404, 404),
    "openid_connect_callback": (404, 404),
    "saml_login": (404, 404),
    "saml_acs": (302, 302),
    "saml_finish_acs": (404, 404),
    "saml_sls": (404, 404),
    "saml_metadata": (404, 404),
    "account_logout": (405, 302),
    "feed-file": (404, 404),
    "stop-reminders": (404, 404),
}
"""Addresses for whoever has not signed in, with what a GET and an empty POST answer."""

NO_FACTOR = (403, 404)
"""Whoever has no password, code or key here has nothing to confirm with, nor to show."""

RULES: dict[str, tuple[Rule, ...]] = {
    "account": (page(ANYBODY),),
    "mfa_index": (page(ANYBODY),),
    "mfa_list_webauthn": (page(ANYBODY),),
    "account_reauthenticate": (page(ANYBODY, also=NO_FACTOR),),
    "mfa_reauthenticate": (page(ANYBODY, also=NO_FACTOR),),
    "mfa_reauthenticate_webauthn": (page(ANYBODY, also=NO_FACTOR),),
    "account_change_password": (page(ANYBODY),),
    "account_set_password": (page(ANYBODY),),
    "mfa_activate_totp": (page(ANYBODY),),
    "mfa_deactivate_totp": (page(ANYBODY, also=NO_FACTOR),),
    "mfa_view_recovery_codes": (page(ANYBODY, also=NO_FACTOR),),
    "mfa_generate_recovery_codes": (page(ANYBODY),),
    "mfa_download_recovery_codes": (page(ANYBODY, also=NO_FACTOR),),
    "mfa_add_webauthn": (page(ANYBODY),),
    "mfa_edit_webauthn": (page(ANYBODY, args={"pk": 999_999}, also=NO_FACTOR),),
    "mfa_remove_webauthn": (page(ANYBODY, args={"pk": 999_999}, also=NO_FACTOR),),
    "usersessions_list": (page(ANYBODY),),
    "own-data": (page(ANYBODY),),
    "own-data-file": (page(ANYBODY),),
    "work": (page(ANYBODY),),
    "reminders": (page(ANYBODY),),
    "feed": (page(ANYBODY),),
    "stop-feed": (button(ANYBODY),),
}
"""One's own account, factors, sessions, work and calendar: nothing of anybody else's can be named here."""
