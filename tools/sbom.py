"""Makes a list of what we are built on (CycloneDX, on standard input) one to hand on: no address in it.

``script/sbom`` runs it. What tells where a package was fetched from is left out, since that is another place
on each machine; its name, version and the hashes of its files tell which it is.
"""

import json
import sys
from typing import Any


def without_addresses(bom: dict[str, Any]) -> dict[str, Any]:
    """Give the list with a package's hashes on the package itself, and no address but the format's own."""
    metadata = {name: value for name, value in bom["metadata"].items() if name != "tools"}
    return {
        **bom,
        "metadata": metadata | {"component": _component(bom["metadata"]["component"])},
        "components": [_component(component) for component in bom["components"]],
    }


def _component(component: dict[str, Any]) -> dict[str, Any]:
    references = component.get("externalReferences", [])
    hashes = [each for reference in references for each in reference.get("hashes", [])]
    kept = {
        name: value for name, value in component.items() if name not in ("externalReferences", "description")
    }
    return {**kept, "hashes": hashes} if hashes else kept


if __name__ == "__main__":
    print(json.dumps(without_addresses(json.load(sys.stdin)), ensure_ascii=False, indent=2, sort_keys=True))
