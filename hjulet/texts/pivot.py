"""Words of the pivot: its axes, groups of lines, internal items, and what is not in the ledger's names."""

from hjulet.domain.ledger import Elimination, RowOrder
from hjulet.domain.pivot import Axis
from hjulet.domain.selection import LineGroup
from hjulet.texts.catalogue import N_, translate
from hjulet.texts.labels import CODE_PARTS, LINES
from hjulet.texts.periods import month_name

AXES = {
    Axis.UNIT: N_("Enhet"),
    Axis.EACH_UNIT: N_("Enhet, alla nivåer"),
    Axis.LINE: N_("Rad i resultaträkningen"),
    Axis.ACCOUNT: N_("Konto"),
    Axis.MONTH: N_("Månad"),
    Axis.COMPANY: N_("Företag"),
}

GROUPS = {
    LineGroup.RESULT: N_("Resultatet"),
    LineGroup.NET_COST: N_("Nettokostnaden (utan kommunbidrag)"),
    LineGroup.BALANCE: N_("Balansräkningen"),
    LineGroup.EVERYTHING: N_("Allt: resultat och balans tillsammans"),
}

INTERNAL = {
    Elimination.NONE: N_("med interna poster"),
    Elimination.OWN: N_("utan poster inom den egna organisationen"),
    Elimination.GROUP: N_("utan poster inom kommunkoncernen"),
}

ROW_ORDERS = {
    RowOrder.NEWEST: N_("nyast först"),
    RowOrder.OLDEST: N_("äldst först"),
    RowOrder.LARGEST: N_("störst först"),
    RowOrder.ACCOUNT: N_("efter konto"),
}

WITHOUT_CODE = {
    Axis.RESPONSIBILITY: N_("Utan ansvar"),
    Axis.ACTIVITY_CODE: N_("Utan verksamhet"),
    Axis.ACTIVITY: N_("Utan aktivitet"),
    Axis.PROJECT: N_("Utan projekt"),
    Axis.COUNTERPARTY: N_("Utan motpart"),
}
"""Rows without a code of the part."""

OWN_ROWS = N_("{unit}, enhetens egna")
"""A unit's own rows, beside those of the units below it."""


def axis_label(axis: Axis, *, language: str) -> str:
    """Name an axis."""
    return translate(AXES.get(axis) or CODE_PARTS[axis.value], language=language)


def key_label(axis: Axis, key: str, *, language: str) -> str:
    """Name a row or column that has no name of its own in the books; empty for other ones."""
    if axis is Axis.MONTH:
        return f"{month_name(key, language=language)} {key[:4]}"
    if axis is Axis.LINE and key in LINES:
        return translate(LINES[key], language=language)
    if axis in WITHOUT_CODE and not key:
        return translate(WITHOUT_CODE[axis], language=language)
    return ""
