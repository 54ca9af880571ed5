"""Planeringshjulet: one open system for a Swedish municipality's steering.

The packages below are the layers of the house, from the rulebook (``domain``) to the doors
(``web``, ``cli``, ``public``). What each may import is written in pyproject.toml and checked.
"""
