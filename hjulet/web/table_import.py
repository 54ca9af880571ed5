"""Tables of many rows: asked for, shown change by change, and let in when they have been seen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.domain.problem import Problem
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.web.actor import ActorRequest
from hjulet.web.mapping_words import problem_words
from hjulet.web.table_upload import LetInForm, TableForm, fits_a_form, lost_words


class Change(Protocol):
    """What a row makes of something; ``before`` is None for what is new."""

    @property
    def before(self) -> object:
        """Give what it was."""


class Trial(Protocol):
    """A table that is tried: ``text`` is what it changes, which comes back when it is let in."""

    @property
    def text(self) -> str:
        """Give what it changes, as csv."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """List what is wrong with it."""

    @property
    def changes(self) -> Sequence[Change]:
        """List what it changes."""

    @property
    def accepted(self) -> bool:
        """Tell whether it may be let in."""


T = TypeVar("T", bound=Trial)


@dataclass(frozen=True, kw_only=True)
class TableImport(Generic[T]):
    """What is let in by tables, by the services that do it.

    ``templates`` is the folder of ``file.html``, which gets ``columns`` and what else is ``told``, and of
    ``trial.html``; ``shown`` puts changes in words and tells how many more there are. ``then`` names the
    address that it leads to.
    """

    templates: str
    columns: Mapping[str, str]
    told: Mapping[str, object]
    require: Callable[..., None]
    try_out: Callable[..., T]
    write: Callable[..., object]
    shown: Callable[[T], tuple[Sequence[object], int]]
    then: str

    def ask(self, request: ActorRequest) -> HttpResponse:
        """Ask for a table; on POST, show what it would change, or all that is wrong with it, cell by cell."""
        at = timezone.now()
        self.require(by=request.actor, at=at)
        form = TableForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            data, name = form.table()
            return self._show(request, self.try_out(data, file=name, by=request.actor, at=at), form)
        return self._ask(request, form)

    def let_in(self, request: ActorRequest) -> HttpResponse:
        """Let in a table that was shown; where something of it was changed since, show it anew."""
        at = timezone.now()
        self.require(by=request.actor, at=at)
        form = LetInForm(request.POST)
        if not form.is_valid():
            return self._ask(request, TableForm(), faults=[lost_words()])
        given = form.cleaned_data
        data = given["text"].encode()
        try:
            self.write(data, file=given["file"], base=given["base"], by=request.actor, at=at)
        except (ConflictError, RefusedError):
            trial = self.try_out(data, file=given["file"], by=request.actor, at=at)
            return self._show(request, trial, TableForm(), is_overtaken=True)
        return redirect(self.then)

    def _ask(self, request: ActorRequest, form: TableForm, *, faults: Sequence[str] = ()) -> HttpResponse:
        places = {"form": form, "faults": faults, "columns": list(self.columns.items()), **self.told}
        status = 422 if form.errors or faults else 200
        return render(request, f"{self.templates}/file.html", places, status=status)

    def _show(
        self, request: ActorRequest, trial: T, form: TableForm, *, is_overtaken: bool = False
    ) -> HttpResponse:
        """Show what a table would change; ask again where it is refused, or could not be sent back."""
        if not trial.accepted:
            return self._ask(request, form, faults=problem_words(trial.problems))
        if not fits_a_form(trial.text):
            large = _("Ändringarna är för många för sidan. Dela filen i flera och läs in en i taget.")
            return self._ask(request, form, faults=[large])
        changes, more = self.shown(trial)
        places = {
            "trial": trial,
            "tables": {"text": trial.text},
            "changes": changes,
            "more": more,
            "new": sum(change.before is None for change in trial.changes),
            "warnings": problem_words(trial.problems),
            "is_overtaken": is_overtaken,
        }
        status = 409 if is_overtaken else 200
        return render(request, f"{self.templates}/trial.html", places, status=status)
