"""The staff site as Django starts it."""

from importlib import import_module

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Listens to what happens at the door, once the models are there."""

    name = "hjulet.web"

    def ready(self) -> None:
        """Connect the listeners and the checks."""
        import_module("hjulet.web.accounts.log")
        import_module("hjulet.web.checks")
