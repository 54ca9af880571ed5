"""What the views of registers share: a new thing, changing or removing one, and its entries."""

from collections.abc import Callable, Iterable, Mapping

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from hjulet.domain.register import Entry
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.texts.catalogue import translate
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import address
from hjulet.web.context import Asked, require_latest
from hjulet.web.register_forms import (
    EntryForm,
    entry_values,
    new_entry_values,
    refuse,
    require_version,
    version_of,
)
from hjulet.web.words import language


def new_page(
    request: ActorRequest,
    here: Asked,
    form: forms.Form,
    *,
    title: str,
    back: str,
    page: str,
    save: Callable[[str], None],
) -> HttpResponse:
    """Register what a form says under its id and lead to its ``page``; else show the form."""
    require_latest(here)
    if request.method == "POST" and form.is_valid():
        id = form.cleaned_data["id"]
        try:
            save(id)
            return redirect(address(request, page, id=id))
        except RefusedError as fault:
            refuse(form, fault)
    places = {"here": here, "form": form, "back": back, "title": title}
    return render(request, "registers/form.html", places, status=422 if form.errors else 200)


def change_page(
    request: ActorRequest,
    here: Asked,
    form: forms.Form,
    *,
    title: str,
    back: str,
    save: Callable[[], None],
    removal: str,
    remove: Callable[[int], None],
    after_removal: str,
) -> HttpResponse:
    """Save what a form says, or remove what it is about; else show the form, and why nothing was saved.

    ``removal`` stands on the button that removes the version that the form carries.
    """
    require_latest(here)
    try:
        if "remove" in request.POST:
            remove(version_of(request.POST.get("version", "")))
            return redirect(after_removal)
        if request.method == "POST" and form.is_valid():
            require_version(form, title)
            save()
            return redirect(back)
    except (RefusedError, ConflictError) as fault:
        refuse(form, fault)
    places = {"here": here, "form": form, "title": title, "back": back, "remove": removal}
    return render(request, "registers/form.html", places, status=422 if form.errors else 200)


def new_entry_form(request: ActorRequest, here: Asked, *, kinds: Mapping[str, str]) -> EntryForm:
    """Make the form of an entry that is not there yet."""
    initial = new_entry_values(here.period.year, localdate(here.at))
    return EntryForm(request.POST or None, kinds=kinds, initial=initial)


def entry_form(
    request: ActorRequest, entries: Iterable[Entry], key: str, *, kinds: Mapping[str, str]
) -> EntryForm:
    """Make the form of one of some entries; raises NotFoundError for a key that none of them has."""
    entry = next((each for each in entries if each.key == key), None)
    if entry is None:
        raise NotFoundError(key)
    return EntryForm(request.POST or None, kinds=kinds, initial=entry_values(entry))


def entry_lines(
    request: ActorRequest, entries: Iterable[Entry], *, of: str, kinds: Mapping[str, str], page: str
) -> list[tuple[Entry, str, str]]:
    """Give entries as they are listed: each with the words of its kind and the address to change it at."""
    return [
        (each, translate(kinds[each.kind], language=language()), address(request, page, id=of, key=each.key))
        for each in entries
    ]
