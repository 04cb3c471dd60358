"""The command line as a person meets it, in this process or in one of its own."""

import io
import os
import re
import signal
import subprocess
import sys
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from facilitator.cli import main

ROOT = Path(__file__).resolve().parents[2]
ENDINGS = ("pdf", "html", "md")
COMMAND = [sys.executable, "-m", "facilitator"]


@dataclass(frozen=True)
class Ran:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    def succeeded(self) -> "Ran":
        assert self.code == 0, f"exit {self.code}\n{self.out}\n{self.err}"
        return self

    def failed(self, code: int) -> "Ran":
        assert self.code == code, f"exit {self.code}, not {code}\n{self.out}\n{self.err}"
        assert "Traceback" not in self.err
        assert self.err.strip()
        return self


def run(*arguments: object, typed: str = "") -> Ran:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    stdin = io.TextIOWrapper(io.BytesIO(typed.encode()), "utf-8")
    code = 0
    with redirect_stdout(out), redirect_stderr(err), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", stdin)
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    return Ran(code, out.getvalue(), err.getvalue())


def start(*arguments: object) -> Any:
    """Start a command in a process of its own, with pipes."""
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Whoever runs the tests in the background has Ctrl+C ignored, and a process inherits that.
        preexec_fn=_heed_interrupts if os.name == "posix" else None,  # noqa: PLW1509 - the child runs one call
    )


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def outs(folder, name="write-up"):
    files = [folder / f"{name}.{ending}" for ending in ENDINGS]
    return files, [part for file in files for part in ("--out", file)]


def text_of(file):
    """Return what a person reads in a document."""
    if file.suffix == ".pdf":
        return subprocess.run(
            ["pdftotext", "-layout", file, "-"], capture_output=True, check=True
        ).stdout.decode()
    if file.suffix == ".docx":
        with zipfile.ZipFile(file) as parts:
            return re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())
    return file.read_text("utf-8")
