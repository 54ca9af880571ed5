"""A template as plain values, to be kept as JSON, and back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from hjulet.domain.report import Decider
from hjulet.domain.reports.template import BlockType, PeriodKind, Template, TemplateBlock

_APART = ("blocks", "of", "decided_by")
"""Fields that are written by themselves, the last two only where they say something."""


def template_document(template: Template) -> dict[str, Any]:
    """Write a template as plain values; what says nothing is left out of its blocks."""
    return {
        **{name: value for name, value in asdict(template).items() if name not in _APART},
        **({"of": list(template.of)} if template.of else {}),
        **({"decided_by": str(template.decided_by)} if template.is_of_unit else {}),
        "period": str(template.period),
        "blocks": [_block_document(block) for block in template.blocks],
    }


def parse_template(document: Mapping[str, Any]) -> Template:
    """Read a template that ``template_document`` wrote; raises KeyError, TypeError or ValueError."""
    return Template(
        **{
            **document,
            "period": PeriodKind(document["period"]),
            "of": tuple(document.get("of", ())),
            "decided_by": Decider(document.get("decided_by", Decider.BODY)),
            "blocks": tuple(
                TemplateBlock(**{**block, "type": BlockType(block["type"])}) for block in document["blocks"]
            ),
        }
    )


def _block_document(block: TemplateBlock) -> dict[str, Any]:
    said = {name: value for name, value in asdict(block).items() if value}
    return {**said, "type": str(block.type), "id": block.id, "level": block.level}
