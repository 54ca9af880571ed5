"""Mitt arbete: what one is to do now, what comes, what is done, and what is missing from the units below."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.domain.calendar.step import Occurrence
from hjulet.domain.task import Task, TaskState
from hjulet.services.task_links import task_path
from hjulet.services.work import Below, Work, work_page
from hjulet.texts.days import day_words
from hjulet.texts.tasks import deadline_words, for_whom, task_report, task_words
from hjulet.web.actor import ActorRequest
from hjulet.web.talk_words import thread_lines
from hjulet.web.words import language


@dataclass(frozen=True, kw_only=True)
class Item:
    """A task in the list: what to do, where, and for whom if somebody stands in."""

    words: str
    href: str
    on_behalf_of: str
    done: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """Tasks of one report with one deadline."""

    report: str
    deadline: str
    is_overdue: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, kw_only=True)
class BelowLine:
    """A unit below: how much is missing in words, and the tasks."""

    found: Below
    said: str
    groups: tuple[Group, ...]


def work(request: ActorRequest) -> HttpResponse:
    """Show somebody's work."""
    found = work_page(language=language(), by=request.actor, at=timezone.now())
    now = found.of(TaskState.OVERDUE, TaskState.NOW)
    done = sorted(found.of(TaskState.DONE), key=lambda task: (task.due, task.id), reverse=True)
    places = {
        "found": found,
        "lead": _lead(found, now),
        "first": task_path(now[0]) if now else "",
        "now": _groups(now, found.day),
        "coming": _groups(found.of(TaskState.COMING), found.day),
        "done": _groups(done, found.day),
        "below": [_below(each, found.day) for each in found.below],
        "awaited": [_awaited(one) for one in found.awaited],
        "day": day_words(found.day, language=language()),
        "unread": thread_lines(found.unread, now=timezone.now()),
    }
    return render(request, "work/page.html", places)


def _lead(found: Work, now: tuple[Task, ...]) -> str:
    """Say in a sentence how things stand."""
    late = sum(task.state(found.day) is TaskState.OVERDUE for task in now)
    if not now:
        return _("Du har inget att göra de närmaste två veckorna.")
    said = ngettext(
        "Du har en sak att göra de närmaste två veckorna.",
        "Du har {count} saker att göra de närmaste två veckorna.",
        len(now),
    ).format(count=len(now))
    return f"{said} {_late(late, of=len(now))}" if late else said


def _late(count: int, *, of: int) -> str:
    """Say how many of the tasks have a deadline that has passed."""
    if count == of:
        return ngettext("Den är försenad.", "Alla är försenade.", count)
    return ngettext("En av dem är försenad.", "{count} av dem är försenade.", count).format(count=count)


def _groups(tasks: Iterable[Task], day: date) -> tuple[Group, ...]:
    """Gather tasks that follow each other and are of one report with one deadline."""
    return tuple(
        Group(
            report=report,
            deadline=deadline_words(due, day, language=language()),
            is_overdue=due < day,
            items=tuple(_item(task) for task in of_report),
        )
        for (due, report), of_report in groupby(tasks, key=_place)
    )


def _place(task: Task) -> tuple[date, str]:
    return task.due, task_report(task, language=language())


def _item(task: Task) -> Item:
    done = ""
    if task.done_at is not None:
        day = day_words(timezone.localdate(task.done_at), language=language())
        done = _("{person}, {day}").format(person=task.done_by, day=day)
    return Item(
        words=task_words(task, language=language()),
        href=task_path(task),
        on_behalf_of=for_whom(task, language=language()),
        done=done,
    )


def _below(found: Below, day: date) -> BelowLine:
    count = len(found.missing)
    said = ngettext("{count} sak saknas", "{count} saker saknas", count).format(count=count)
    return BelowLine(found=found, said=said, groups=_groups(found.missing, day))


def _awaited(one: Occurrence) -> tuple[str, str]:
    return day_words(one.due, language=language()), one.step.title_in(language())


urlpatterns = [path("mitt-arbete/", work, name="work")]
