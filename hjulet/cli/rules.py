"""``compute``: a rule of the domain on figures from a file or standard input."""

import json
import re
import sys
from argparse import Namespace
from collections.abc import Mapping
from decimal import Decimal, localcontext
from typing import Any

from hjulet.cli.answer import Answer
from hjulet.cli.files import read_file
from hjulet.domain.figures import Unit
from hjulet.domain.numbers import plain_text
from hjulet.domain.rules import RULES
from hjulet.domain.rules.rule import Rule
from hjulet.services.errors import refused
from hjulet.texts.labels import rule_label

_LARGEST = Decimal(10) ** 16
_DIGITS = 64
"""Enough for the product of two of the largest amounts: nothing is rounded unseen."""

_PLAIN = re.compile(r"-?[0-9]{1,16}(?:\.[0-9]{1,6})?")


def run(asked: Namespace) -> Answer:
    """List the rules, or compute one."""
    if asked.listed:
        return _list(asked)
    if asked.rule not in RULES:
        raise refused("unknown-rule", rule=asked.rule or "", known=", ".join(RULES))
    rule = RULES[asked.rule]
    given = _given(rule, read_file(asked.input) if asked.input else sys.stdin.buffer.read())
    with localcontext(prec=_DIGITS):
        outcome = rule.compute(given)
    outputs = {name: _text(rule, name, value) for name, value in outcome.outputs.items()}
    return Answer(
        document={
            "schema": "compute/1",
            "rule": rule.id,
            "inputs": {name: plain_text(value, decimals=2) for name, value in given.items()},
            "outputs": outputs,
            "steps": [
                {"label": step.label, "value": _text(rule, step.label, step.value), "source": step.source}
                for step in outcome.steps
            ],
            "law": outcome.law,
        },
        lines=tuple(f"{name} = {value if value is not None else '–'}" for name, value in outputs.items()),
    )


def _list(asked: Namespace) -> Answer:
    rules = [
        {
            "rule": rule.id,
            "name": rule_label(rule.id, language=asked.lang),
            "inputs": dict.fromkeys(rule.inputs, "amount"),
            "outputs": list(rule.outputs),
            "source": rule.source,
        }
        for rule in RULES.values()
    ]
    return Answer(
        document={"schema": "compute-list/1", "rules": rules},
        lines=tuple(f"{rule['rule']}: {rule['name']}" for rule in rules),
    )


def _given(rule: Rule, raw: bytes) -> Mapping[str, Decimal]:
    """Read the rule's inputs: a JSON object with amounts as strings or integers, never floats."""
    try:
        document = json.loads(
            raw, parse_float=_no_float, parse_constant=_no_float, object_pairs_hook=_each_once
        )
    except (ValueError, RecursionError) as fault:
        raise refused("bad-json", cause=str(fault)) from fault
    if not isinstance(document, dict):
        raise refused("bad-json", cause=type(document).__name__)
    for name in rule.inputs:
        if name not in document:
            raise refused("missing-input", rule=rule.id, field=name)
    for name in document:
        if name not in rule.inputs:
            raise refused("unknown-input", rule=rule.id, field=name)
    return {name: _amount(name, document[name]) for name in rule.inputs}


def _amount(name: str, value: Any) -> Decimal:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST:
        return Decimal(value)
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return Decimal(value)
    raise refused("bad-input", field=name, value=json.dumps(value, ensure_ascii=False))


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object; a field that stands twice has no one value."""
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(name)
    return dict(pairs)


def _no_float(text: str) -> None:
    raise ValueError(text)


def _text(rule: Rule, name: str, value: Decimal | None) -> str | None:
    if value is None:
        return None
    return plain_text(value, decimals=1 if rule.outputs[name] is Unit.PERCENT else 2)
