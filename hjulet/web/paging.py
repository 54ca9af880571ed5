"""Lists in pages: which one is asked for, and the ways to those beside it with the same filter."""

from django.http import HttpRequest

from hjulet.web.addresses import PAGE, with_query

_LONGEST = 6


def page_number(request: HttpRequest) -> int:
    """Read which page is asked for, from 1; what cannot be read is the first."""
    text = request.GET.get(PAGE, "")
    return max(1, int(text)) if text.isdecimal() and len(text) <= _LONGEST else 1


def beside(request: HttpRequest, *, page: int, pages: int) -> dict[str, str]:
    """Give the addresses of the pages before and after; empty at the ends. A template shows them."""
    query = {name: request.GET[name] for name in request.GET if name != PAGE}

    def to(number: int) -> str:
        return with_query(request.path, {**query, PAGE: str(number) if number > 1 else ""})

    return {"earlier": to(page - 1) if page > 1 else "", "later": to(page + 1) if page < pages else ""}
