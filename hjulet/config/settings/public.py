"""The citizens' site: no database, no people, no sessions, nothing that is signed.

It reads the folder of published editions, the house style and the collected static files, nothing else.
"""

from hjulet.config.settings.base import *

INSTALLED_APPS = ["django.contrib.staticfiles", "csp", "hjulet.public"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
_PROCESSORS = [
    "django.template.context_processors.request",
    "django.template.context_processors.i18n",
    "hjulet.public.frame.frame",
]
TEMPLATES = [{**each, "OPTIONS": {"context_processors": _PROCESSORS}} for each in TEMPLATES]
ROOT_URLCONF = "hjulet.config.public_urls"
WSGI_APPLICATION = "hjulet.config.public_wsgi.application"
DATABASES: dict[str, dict[str, str]] = {}
