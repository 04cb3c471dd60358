"""What veraPDF and outloud say of PDFs, as JSON; run by the Python of .gate, which has both.

.gate/bin/python -m tests.gate.outside verapdf|outloud FILE...
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from tests.facilitator.exporting.verapdf import FLAVOURS, JARS, findings, started

Findings = dict[str, list[str]]

WARNING = "warning: "


def verapdf(files: Sequence[str]) -> Findings:
    """Return the rules of PDF/UA-1 and PDF/A-2a that each file breaks."""
    java = started(JARS)
    found: Findings = {}
    for name in files:
        found[name] = []
        for flavour in FLAVOURS:
            try:
                _checks, broken = findings(java, Path(name), flavour)
            except java.JException as error:
                found[name].append(f"{flavour} cannot be read: {error}")
                continue
            found[name] += [f"{flavour} {rule} (×{times})" for rule, times in broken.items()]
    return found


def outloud(files: Sequence[str]) -> Findings:
    """Return what outloud finds in each file, its warnings marked as such."""
    check = import_module("outloud").check
    found: Findings = {}
    for name in files:
        result = check(name)
        found[name] = [f"cannot be read: {result.error}"] if result.error else []
        found[name] += [f"{run.rule} crashed: {run.reason}" for run in result.runs if run.status == "crashed"]
        for one in result.sorted_findings():
            if one.severity != "info":
                mark = WARNING if one.severity == "warning" else ""
                place = f"page {one.page}" if one.page else "the document"
                evidence = f": {one.evidence}" if one.evidence else ""
                found[name].append(f"{mark}{one.rule} {place}, {one.message}{evidence} (×{one.count})")
    return found


TOOLS: dict[str, Callable[[Sequence[str]], Findings]] = {"verapdf": verapdf, "outloud": outloud}


if __name__ == "__main__":
    print(json.dumps(TOOLS[sys.argv[1]](sys.argv[2:])))
