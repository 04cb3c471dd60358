"""Set one file into a PDF and say what that took; run by the Python of whoever sets it.

PYTHON -m tests.bench.peers.set_one ours|weasyprint|typst IN OUT FONTS
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

Work = Callable[[], Any]


def ours(_source: str, out: str, fonts: str) -> Work:
    """Return the setting of the report by the program; it takes its tree from where the others' files come from."""
    pdf = import_module("facilitator.exporting.pdf")
    tree = import_module("tests.bench.book").book()
    return lambda: Path(out).write_bytes(pdf.write_pdf(tree, pdf.Faces.in_folder(Path(fonts))))


def weasyprint(source: str, out: str, _fonts: str) -> Work:
    """Return the setting of a web page by WeasyPrint, tagged as ours is."""
    module = import_module("weasyprint")
    return lambda: module.HTML(source).write_pdf(out, pdf_tags=True)


def typst(source: str, out: str, fonts: str) -> Work:
    """Return the setting of a file by Typst, which tags what it sets."""
    module = import_module("typst")
    return lambda: module.compile(source, output=out, font_paths=[fonts], ignore_system_fonts=True)


def most_memory() -> float:
    """Return the megabytes that this process has taken at most."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024


def main() -> None:
    """Do it, and print the seconds of processor time, of all threads, and the megabytes."""
    work = {"ours": ours, "weasyprint": weasyprint, "typst": typst}[sys.argv[1]](*sys.argv[2:])
    begun = time.process_time()
    work()
    setting = time.process_time() - begun
    print(json.dumps({"setting": setting, "process": time.process_time(), "memory": most_memory()}))


if __name__ == "__main__":
    main()
