"""What all processes share.

Environment: HJULET_HOME, HJULET_DATABASE_URL, HJULET_SECRET_KEY, HJULET_ACCESSIBILITY_CONTACT,
HJULET_MUNICIPALITY.

The home holds the data: database, ledger, editions. What set-up builds from packages (collected
static files, fonts) is not data and lies in ``var/build`` of the project, whatever the home is.
"""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from hjulet.domain.loopback import LOOPBACK

ROOT = Path(__file__).resolve().parents[3]
BUILD = ROOT / "var" / "build"

HJULET_HOME = Path(os.environ.get("HJULET_HOME") or ROOT / "var").resolve()
HJULET_DEMO_MARK = "demo"
"""An empty file of this name in a home says that it holds the example municipality."""

HJULET_PUBLISHED = HJULET_HOME / "published"
HJULET_FONTS = BUILD / "fonts"
HJULET_ACCESSIBILITY_CONTACT = os.environ.get("HJULET_ACCESSIBILITY_CONTACT", "")
"""The e-mail address to which one reports that something cannot be used."""

HJULET_MUNICIPALITY = os.environ.get("HJULET_MUNICIPALITY", "")
"""The municipality's number (0181), by which values are fetched from Kolada and SCB; without it none are."""

DEBUG = False
ALLOWED_HOSTS = list(LOOPBACK)

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [ROOT / "hjulet" / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BUILD / "static"
STATICFILES_DIRS: list[tuple[str, Path]] = [("fonts", HJULET_FONTS)] if HJULET_FONTS.is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
            ]
        },
    }
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
