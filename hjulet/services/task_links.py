"""Where a task is done: the page's address with the very field, for pages and for mail."""

from urllib.parse import urlencode

from django.urls import reverse

from hjulet.domain.task import Task, TaskKind


def task_path(task: Task) -> str:
    """Give the address of the field that a task is about, without the site's own part."""
    match task.kind:
        case TaskKind.FORECAST:
            month = task.period.last_month
            query = urlencode({"enhet": task.body, "period": f"{month[:4]}-01..{month}"})
            return f"{reverse('forecasts')}?{query}#id_{task.unit}-amount"
        case TaskKind.SEAL | TaskKind.PLAN:
            page = "seal" if task.kind is TaskKind.SEAL else "report"
            return reverse(page, args=[task.report, task.body, str(task.period)])
        case TaskKind.THRESHOLD:
            return f"{reverse('indicator-action', args=[task.section, str(task.period)])}#id_text"
        case TaskKind.ASSIGNMENT | TaskKind.ANSWER:
            return reverse("assignment", args=[int(task.section)])
        case TaskKind.MILESTONE:
            return reverse("action", args=[task.section.partition(" ")[0]])
        case _:
            places = [task.report, task.body, str(task.period), task.section]
            return f"{reverse('report-text', args=places)}#source"
