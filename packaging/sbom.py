"""The list of what is inside, in the form of CycloneDX 1.6, for programs that watch for flaws."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from components import Component, components
from metadata import LICENCE, NAME, PUBLISHER
from plan import say

if TYPE_CHECKING:
    from pathlib import Path

    from plan import Build

_SIMPLE = (
    "-only",
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "MPL-2.0",
    "PSF-2.0",
)


def file_of(build: Build) -> Path:
    return build.package(f"-{build.system}-{build.machine}.cdx.json")


def make(build: Build) -> None:
    """Into build.release; the same for two builds of one commit."""
    file = file_of(build)
    known = bill(build, components())
    text = json.dumps(known, indent=2, ensure_ascii=False, sort_keys=True)
    file.write_text(text + "\n", encoding="utf-8", newline="\n")
    say(f"   {len(known['components'])} components in {file.name}")


def bill(build: Build, inside: list[Component]) -> dict[str, Any]:
    """The whole document."""
    ours = f"pkg:generic/{NAME}@{build.version}"
    told = f"{ours}?os={build.system}&arch={build.machine}#{build.epoch}"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, told)}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(build.epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": ours,
                "name": NAME,
                "version": build.version,
                "purl": ours,
                "publisher": PUBLISHER,
                "licenses": [{"license": {"id": LICENCE}}],
            },
        },
        "components": [_component(one) for one in inside],
        "dependencies": [{"ref": ours, "dependsOn": sorted(one.purl for one in inside)}],
    }


def _component(one: Component) -> dict[str, Any]:
    known: dict[str, Any] = {
        "type": "library",
        "bom-ref": one.purl,
        "name": one.name,
        "version": one.version,
        "purl": one.purl,
        "licenses": [_licence(one.licence)],
    }
    if one.home:
        known["externalReferences"] = [{"type": "website", "url": one.home}]
    return known


def _licence(words: str) -> dict[str, Any]:
    if " OR " in words or " AND " in words:
        return {"expression": words}
    if words.endswith(_SIMPLE):
        return {"license": {"id": words}}
    return {"license": {"name": words}}
