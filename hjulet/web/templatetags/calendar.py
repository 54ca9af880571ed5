"""Steps and questions of the calendar in the reader's language."""

from django import template

from hjulet.domain.calendar.question import Question
from hjulet.domain.calendar.step import Step
from hjulet.web.words import language

register = template.Library()


@register.filter
def title_of(step: Step) -> str:
    """Give a step's title."""
    return step.title_in(language())


@register.filter
def text_of(question: Question) -> str:
    """Give a question's text."""
    return question.text_in(language())
