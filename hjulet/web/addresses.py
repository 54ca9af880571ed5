"""Addresses carry the context: unit, period and snapshot stand in each of them.

A page about a unit has it in its path (``/enhet/HR/``); the rest stands in the query, and only where
it was chosen: without ``period`` a page shows the latest, without ``ogonblick`` the latest snapshot.
"""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from hjulet.domain.figures import FigureRef

PERIOD = "period"
SNAPSHOT = "ogonblick"
UNIT = "enhet"
ACCOUNT = "konto"
PAGE = "sida"
LINE = "rad"
ORDER = "ordning"
CONTEXT = (UNIT, PERIOD, SNAPSHOT)
"""Carried from page to page."""

OWN = (ACCOUNT, LINE, PAGE, ORDER)
"""A page's own part of the query, dropped when the context changes."""

MONTH, OWN_ONLY = "manad", "egna"
ASKING = frozenset({"pivot", "pivot-rows"})
"""Pages whose query is what they are about: it is kept when the context changes."""

OF_UNIT = frozenset({"start", "forecasts", "causes", "variance-causes", "savings", "follow-ups"})
"""Pages about a unit that stands in the query: another one is another query."""

WITHIN = {"unit": (OWN_ONLY,), "period": (MONTH,)}
"""Words of such a query that mean nothing in another unit, or in another period."""

_WORDS = {"unit": UNIT, "period": PERIOD, "snapshot": SNAPSHOT}


def with_query(path: str, query: dict[str, str]) -> str:
    """Add a query to a path; what is empty is left out."""
    given = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(given)}" if given else path


def context_of(request: HttpRequest) -> dict[str, str]:
    """Give the part of the query that is carried from page to page."""
    return {name: request.GET[name] for name in CONTEXT if request.GET.get(name)}


def address(request: HttpRequest, name: str, **places: str) -> str:
    """Give the address of a page by its name, in the context of this one.

    ``places`` fills the path; a unit to come back to, a line, an account and a page number stand in the
    query.
    """
    in_path = {key: value for key, value in places.items() if key not in (*OWN, UNIT)}
    query = context_of(request) | {key: value for key, value in places.items() if key not in in_path}
    if "unit" in in_path:
        query.pop(UNIT, None)
    return with_query(reverse(name, kwargs=in_path), query)


def here_but(request: HttpRequest, **changes: str) -> str:
    """Give this page's address with another unit, period or snapshot; an empty one is left out.

    Whatever else stands in the query (a page number, an account) belongs to the old context and is
    dropped. A page that is about no unit leads to the unit's own page.
    """
    match = request.resolver_match
    places = {key: str(value) for key, value in match.kwargs.items()} if match else {}
    name = str(match.view_name) if match else "start"
    if name in ASKING:
        return _asking_but(request, name, **changes)
    if "unit" in changes and "unit" not in places and name not in OF_UNIT:
        name, places = "unit", {}
    query = context_of(request)
    for key, value in changes.items():
        if key in places or (key == "unit" and name == "unit"):
            places[key] = value
        else:
            query[_WORDS[key]] = value
    if "unit" in places:
        query.pop(UNIT, None)
    return with_query(reverse(name, kwargs=places), query)


def _asking_but(request: HttpRequest, name: str, **changes: str) -> str:
    """Keep what an analysis asks for, but for what lay within the old unit or period."""
    query = request.GET.copy()
    query.pop(PAGE, None)
    for key, value in changes.items():
        for word in (_WORDS[key], *WITHIN.get(key, ())):
            query.pop(word, None)
        if value:
            query[_WORDS[key]] = value
    return f"{reverse(name)}?{query.urlencode()}" if query else reverse(name)


def figure_url(ref: FigureRef, *, snapshot: int) -> str:
    """Give the address where a figure opens: its value, formula, inputs and rows."""
    return with_query(reverse("figure"), {"ref": str(ref), SNAPSHOT: str(snapshot)})
