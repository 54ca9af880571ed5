"""Threads of remarks: one's own, one thread, and what is said about a figure, a row or a text."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.talk import LONGEST
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.thread_page import ThreadPage, spot_page, thread_page
from hjulet.services.thread_reading import list_threads, mark_all_read, mark_read
from hjulet.services.threads import (
    change_remark,
    reopen_thread,
    reply,
    settle_thread,
    start_thread,
    withdraw_remark,
)
from hjulet.web.actor import ActorRequest
from hjulet.web.register_forms import refuse
from hjulet.web.talk_places import Place, asked_place
from hjulet.web.talk_words import about_places, entry_lines, thread_lines
from hjulet.web.words import language

ALL = "alla"
_SHOWN = re.compile(r"([0-9]{1,9}):([0-9]{1,9})")


class RemarkForm(forms.Form):
    """A remark, and somebody to name in it."""

    text = forms.CharField(
        label=gettext_lazy("Inlägg"), widget=forms.Textarea(attrs={"rows": 4}), required=False, strip=True
    )
    mention = forms.CharField(
        label=gettext_lazy("Nämn någon"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "Den som nämns ser det på Mitt arbete. Bara de som får läsa här går att välja."
        ),
        widget=forms.TextInput(attrs={"list": "readers", "autocomplete": "off", "data-mention": "id_text"}),
    )

    def said(self) -> str:
        """Give the remark, with whoever was chosen beside it named first."""
        text, name = self.cleaned_data["text"], self.cleaned_data["mention"].strip().lstrip("@")
        return f"@{name} {text}" if name and text else text


class ReplyForm(RemarkForm):
    """An answer; ``seen`` is the entry up to which the thread was shown."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ChangeForm(forms.Form):
    """One's own remark anew."""

    text = forms.CharField(
        label=gettext_lazy("Inlägg"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        max_length=LONGEST,
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ReadForm(forms.Form):
    """How far a thread was shown."""

    to = forms.IntegerField(min_value=0)


class StateForm(forms.Form):
    """The entry up to which a thread was shown when it was settled or opened again."""

    seen = forms.IntegerField(min_value=0)


def threads(request: ActorRequest) -> HttpResponse:
    """List one's threads, or with ``visa=alla`` all that one may read; on POST mark one's own as read."""
    at = timezone.now()
    if request.method == "POST":
        mark_all_read(_shown(request.POST.getlist("shown")), by=request.actor, at=at)
        return redirect("threads")
    is_all = request.GET.get("visa") == ALL
    found = list_threads(is_all=is_all, language=language(), by=request.actor, at=at)
    return render(request, "talk/list.html", {"found": found, "lines": thread_lines(found.lines, now=at)})


def _shown(fields: Iterable[str]) -> dict[int, int]:
    """Read how far each thread of a list was shown (``12:3``); raises NotFoundError for what says nothing."""
    found = {}
    for field in fields:
        pair = _SHOWN.fullmatch(field)
        if pair is None:
            raise NotFoundError(field)
        found[int(pair[1])] = int(pair[2])
    return found


def thread(request: ActorRequest, thread: int) -> HttpResponse:
    """Show a thread; on POST, answer in it."""
    at = timezone.now()
    found = thread_page(thread, language=language(), by=request.actor, at=at)
    form = ReplyForm(request.POST if request.method == "POST" else None, initial={"seen": found.last})
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            number = reply(thread, form.said(), seen=seen, by=request.actor, at=at)
            return HttpResponseRedirect(f"{request.path}#inlagg-{number}")
        except RefusedError as fault:
            refuse(form, fault)
    return _show_thread(request, found, form, at=at)


def _show_thread(request: ActorRequest, found: ThreadPage, form: forms.Form, *, at: datetime) -> HttpResponse:
    row = found.about.subject
    place = Place(spot=row.spot, figures=tuple(map(str, row.refs[1:])))
    places = {
        "found": found,
        "place": place,
        "form": form,
        "entries": entry_lines(found, now=at),
        **about_places(found.about, now=at),
    }
    return render(request, "talk/thread.html", places, status=422 if form.errors else 200)


def spot(request: ActorRequest, part: str) -> HttpResponse:
    """Show what is said about a figure, a row or a text; on POST, begin a thread about it."""
    at, place = timezone.now(), asked_place(part, request.GET)
    found = spot_page(place.spot, figures=place.figures, language=language(), by=request.actor, at=at)
    form = RemarkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            begun = start_thread(place.spot, form.said(), figures=place.figures, by=request.actor, at=at)
            return redirect("thread", thread=begun)
        except RefusedError as fault:
            refuse(form, fault)
    places = {
        "found": found,
        "place": place,
        "form": form,
        "lines": thread_lines(found.threads, now=at),
        **about_places(found.about, now=at),
    }
    return render(request, "talk/spot.html", places, status=422 if form.errors else 200)


def read(request: ActorRequest, thread: int) -> HttpResponse:
    """Mark a thread as read up to what was shown; sent by its button, and by the page after a while."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = ReadForm(request.POST)
    if not form.is_valid():
        raise NotFoundError(thread)
    mark_read(thread, to=form.cleaned_data["to"], by=request.actor, at=timezone.now())
    return redirect("thread", thread=thread)


def state(request: ActorRequest, thread: int, state: str) -> HttpResponse:
    """Settle a thread, or open it again."""
    changes: dict[str, Callable[..., None]] = {"avslutat": settle_thread, "oppet": reopen_thread}
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if state not in changes:
        raise NotFoundError(state)
    form = StateForm(request.POST)
    if not form.is_valid():
        raise NotFoundError(thread)
    changes[state](thread, seen=form.cleaned_data["seen"], by=request.actor, at=timezone.now())
    return redirect("thread", thread=thread)


def remark(request: ActorRequest, thread: int, number: int) -> HttpResponse:
    """Show one's own remark to change it; on POST, change or withdraw it."""
    at = timezone.now()
    found = thread_page(thread, language=language(), by=request.actor, at=at)
    own = next((entry for entry in found.entries if entry.number == number and entry.is_own), None)
    is_late = own is not None and own.is_withdrawn and request.method != "POST"
    if own is None or is_late or not found.about.may_write:
        raise NotFoundError(number)
    first = {"text": own.source, "version": own.version}
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            _change(thread, number, form.cleaned_data, remove="remove" in request.POST, by=request, at=at)
            return HttpResponseRedirect(f"{redirect('thread', thread=thread).url}#inlagg-{number}")
        except (RefusedError, ConflictError) as fault:
            changed = _(
                "Du har ändrat inlägget i ett annat fönster till ”{theirs}”. Spara igen för att skriva över."
            )
            refuse(form, fault, changed=changed)
    places = {"found": found, "form": form, "number": number}
    return render(request, "talk/remark.html", places, status=422 if form.errors else 200)


def _change(
    thread: int, number: int, given: dict[str, Any], *, remove: bool, by: ActorRequest, at: datetime
) -> None:
    if remove:
        withdraw_remark(thread, number, version=given["version"], by=by.actor, at=at)
    else:
        change_remark(thread, number, given["text"], version=given["version"], by=by.actor, at=at)


urlpatterns = [
    path("samtal/", threads, name="threads"),
    path("samtal/om/<str:part>/", spot, name="spot"),
    path("samtal/<int:thread>/", thread, name="thread"),
    path("samtal/<int:thread>/last/", read, name="thread-read"),
    path("samtal/<int:thread>/inlagg/<int:number>/", remark, name="remark"),
    path("samtal/<int:thread>/<str:state>/", state, name="thread-state"),
]
