"""The command in homes of its own: with the example municipality, or empty."""

from tests.command import hjulet
from tests.demo_home import demo, demo_data, home

__all__ = ["demo", "demo_data", "hjulet", "home"]
