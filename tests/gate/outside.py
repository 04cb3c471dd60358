"""What veraPDF and outloud say of PDFs, as JSON; run by the Python of .gate, which has both.

.gate/bin/python -m tests.gate.outside verapdf|outloud FILE...
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path

from tests.facilitator.exporting.verapdf import FLAVOURS, JARS, findings, started

Findings = dict[str, list[str]]

WARNING = "warning: "
RUNNING_LINE = ("PAG-001", "running header or footer")
ON_MOST, ON_FEW = "on most pages", "on few pages"
EDGE = 0.12  # of a page, at its head and at its foot


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
                said = one.message
                if one.rule == RUNNING_LINE[0] and RUNNING_LINE[1] in said:
                    said += f" ({spread(lines_at_edges(name))})"
                evidence = f": {one.evidence}" if one.evidence else ""
                found[name].append(f"{mark}{one.rule} {place}, {said}{evidence} (×{one.count})")
    return found


def lines_at_edges(name: str) -> list[set[str]]:
    """Return for each page the lines at its head and foot that are read out, without their numbers."""
    with closing(import_module("outloud.model").Document(name)) as document:
        return [
            {
                re.sub(r"\d+", "", line.text).strip()
                for line in document.content(page.index).lines
                if line.tagged_share > 0
                and (line.bbox[1] >= page.height * (1 - EDGE) or line.bbox[3] <= page.height * EDGE)
            }
            for page in document.pages
        ]


def spread(pages: Sequence[Iterable[str]]) -> str:
    """Tell whether a line comes again on most pages, as outloud says of a running one; it counts to three only."""
    times = Counter(line for lines in pages for line in lines if line)
    return ON_MOST if 2 * max(times.values(), default=0) > len(pages) else ON_FEW


TOOLS: dict[str, Callable[[Sequence[str]], Findings]] = {"verapdf": verapdf, "outloud": outloud}


if __name__ == "__main__":
    print(json.dumps(TOOLS[sys.argv[1]](sys.argv[2:])))
