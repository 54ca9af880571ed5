"""Formulas in words: ``appropriation - net_cost`` is *Kommunbidrag − Nettokostnad*."""

import re

from hjulet.domain.numbers import MINUS
from hjulet.texts.catalogue import N_, translate
from hjulet.texts.labels import LINES, METRICS, line_label

_NAME = re.compile(r"(?P<name>[a-z_]+)(?:\[(?P<part>[a-z_ ]+)\])?")
_SIGN = re.compile(r"(?<![a-z])[-*](?![a-z])|^-")
_SIGNS = {"-": MINUS, "*": "×"}

PARTS = {
    "budget": N_("{name} enligt budget"),
    "previous": N_("{name} året innan"),
    "period before": N_("{name} perioden före"),
    "year": N_("{name} hela året"),
    "to date": N_("{name} hittills i år"),
    "last year to date": N_("{name} samma tid i fjol"),
    "twelve months": N_("{name} de senaste tolv månaderna"),
}
"""What a formula says in brackets about one of its figures."""

NAMES = {"outcome": N_("Utfall"), "budget": N_("Budget")}


def formula_words(formula: str, *, language: str) -> str:
    """Say a formula in words, with the names of its figures and true signs."""
    signed = _SIGN.sub(lambda sign: _SIGNS[sign[0]], formula)
    return _NAME.sub(lambda found: _name(found["name"], found["part"] or "", language), signed)


def _name(name: str, part: str, language: str) -> str:
    if part in LINES:
        return line_label(part, language=language)
    worded = translate(NAMES.get(name) or METRICS[name], language=language)
    return translate(PARTS[part], language=language).format(name=worded) if part else worded
