"""``figure``: one figure with its provenance."""

from argparse import Namespace

from django.utils import timezone

from hjulet.cli.answer import Answer
from hjulet.documents.content import figure_document, observation_document
from hjulet.services import figures, homes
from hjulet.services.people import OPERATOR
from hjulet.services.setup import origin
from hjulet.texts.catalogue import translate
from hjulet.texts.labels import ORIGINS


def run(asked: Namespace) -> Answer:
    """Answer with the figure."""
    homes.make_ready()
    found, others = figures.figure(asked.reference, snapshot=asked.snapshot, by=OPERATOR, at=timezone.now())
    document = figure_document(found, others)
    provenance = document["provenance"]
    lines = [f"{found.ref} = {document['value']} {document['unit']}"]
    lines += [f"  {part['figure']} = {part['value']} {part['unit']}" for part in provenance["inputs"]]
    if seen := figures.observed(found):
        document["observed"] = [observation_document(each, found) for each in seen]
        lines += [f"  {each.source} {each.fetched or ''} {each.note}".rstrip() for each in seen]
    said = origin(found)
    if said:
        document["origin"] = {"status": said.status, "source": said.source, "note": said.note}
        lines.append(f"  {translate(ORIGINS[said.status], language=asked.lang)}: {said.source} {said.note}")
    return Answer(document={"schema": "figure/1", "figure": str(found.ref), **document}, lines=tuple(lines))
