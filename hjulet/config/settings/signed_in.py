"""What processes with people, sessions and the working database share: staff and test."""

import os

from hjulet.config.settings.accounts import *
from hjulet.config.settings.base import *
from hjulet.config.settings.mail import mail_by

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "hjulet.store",
    "hjulet.web",  # before allauth: its pages are ours
    *ACCOUNT_APPS,
]
MIDDLEWARE = [
    "hjulet.web.loopback.LoopbackMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hjulet.web.accounts.sessions.SessionLimits",
    "allauth.account.middleware.AccountMiddleware",
    "hjulet.web.actor.ActorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "hjulet.config.urls"
WSGI_APPLICATION = "hjulet.config.wsgi.application"

AUTH_USER_MODEL = "store.User"
FILE_UPLOAD_HANDLERS = ["hjulet.web.upload_handler.ArrivalHandler"]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGGING = LOGGING | {
    "filters": {"route-only": {"()": "hjulet.web.log_lines.RouteOnly"}},
    "handlers": {"stderr": LOGGING["handlers"]["stderr"] | {"filters": ["route-only"]}},
}
"""An address may hold a person's name: the log has the route."""

HJULET_KEY_IN_HOME = False
HJULET_DEMO = False
HJULET_DEVICE_COOKIE = "device"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

_mail = mail_by(os.environ)
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = _mail["EMAIL_USE_TLS"], _mail["EMAIL_USE_SSL"], 20
DEFAULT_FROM_EMAIL = _mail["DEFAULT_FROM_EMAIL"]
HJULET_URL = _mail["HJULET_URL"]
"""Where people reach this site, for the links in mail: ``https://hjulet.kommun.se``."""
