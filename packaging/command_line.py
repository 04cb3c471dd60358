"""Write docs/command-line.md and the manual page from what the commands say of themselves.

    python packaging/command_line.py            writes both
    python packaging/command_line.py --check    says whether both are as the commands have it

A test does the latter, so that neither can lag behind.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from facilitator.cli import commands  # noqa: E402 - the path comes first
from facilitator.commands.manual import PROGRAM, Page, pages  # noqa: E402
from facilitator.commands.options import ARCHIVE_VARIABLE, EXITS  # noqa: E402
from facilitator.paths import HOME_VARIABLE  # noqa: E402

DOCUMENT = ROOT / "docs" / "command-line.md"
MANUAL = ROOT / "packaging" / "man" / "facilitator.1"

ABOUT = (
    "Structure gatherings, capture notes, publish write-ups people trust. Nothing leaves this computer unless you "
    "hand it over."
)
EVERYWHERE = (
    "Without a command the window opens, with an archive where one is named alone; with --capture it opens with a line "
    "that takes notes at once.",
    f"The archive is one file in your own data folder, unless --archive or the variable {ARCHIVE_VARIABLE} names "
    f"another; the variable {HOME_VARIABLE} names another data folder.",
    "GATHERING is an id, the title, the beginning of the title, or words of it; capitals and accents do not matter. "
    "GROUP is a key such as halls, a session's key and its own such as keys/halls, or an id. Where several are meant, "
    "or none, those there are are named.",
    "What is asked for goes to standard output, everything else to standard error. With --json the answer is one JSON "
    "value; list and history write one object a line. The keys named here stay; others may come.",
    "Commands that only read work while another Facilitator writes to the archive. What takes longer than half a "
    "second shows its progress on a terminal; -q is quiet.",
)


def main() -> int:
    files = {DOCUMENT: markdown(), MANUAL: roff()}
    if "--check" in sys.argv[1:]:
        stale = [path for path, text in files.items() if not path.exists() or path.read_text("utf-8") != text]
        print("\n".join(f"{path.relative_to(ROOT)} is not as the commands have it" for path in stale))
        return 1 if stale else 0
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return 0


def markdown() -> str:
    every = list(pages(commands))
    lines = [
        "# The command line",
        "",
        "Made by `packaging/command_line.py` from what the commands say of themselves: change them, not this file.",
        "",
        "| command | does |",
        "| --- | --- |",
        *(f"| [`{page.name}`](#{page.name}) | {_cell(page.summary)} |" for page in every),
        "",
        *_paragraphs(EVERYWHERE),
        "## Exit codes",
        "",
        "| code | means |",
        "| --- | --- |",
        *(f"| {code} | {meaning} |" for code, meaning in EXITS.items()),
        "",
        *(line for page in every for line in _markdown_page(page)),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _markdown_page(page: Page) -> Iterator[str]:
    yield from (f"## {page.name}", "", "```", page.usage, "```", "")
    yield from _paragraphs(_plain(text) for text in page.paragraphs)
    for title, pairs in (("Options", page.options), *page.sections):
        if title == "See also":
            links = (term.removeprefix(f"{PROGRAM} ") for term, _ in pairs)
            yield from (f"See also {', '.join(f'[`{name}`](#{name})' for name in links)}.", "")
            continue
        if title == "Exit codes":
            yield from (f"Exit codes: {', '.join(term for term, _ in pairs)}.", "")
            continue
        yield from (f"| {title.lower()} | |", "| --- | --- |")
        for term, told in pairs:
            shown = term if title == "Files" else f"`{term.replace('|', chr(92) + '|')}`"
            yield f"| {shown} | {_cell(told)} |"
        yield ""


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (text, "")


def _plain(text: str) -> str:
    return text.replace("*", "\\*").replace("<", "&lt;")


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|")


def roff() -> str:
    every = list(pages(commands))
    lines = [
        f'.TH {PROGRAM.upper()} 1 "" "" "User Commands"',
        ".SH NAME",
        f"{PROGRAM} \\- structure gatherings, capture notes, publish write-ups",
        ".SH SYNOPSIS",
        f".B {PROGRAM}",
        ".I COMMAND",
        "[OPTIONS] [ARGUMENTS]",
        ".SH DESCRIPTION",
        _escaped(ABOUT),
        *(line for text in EVERYWHERE for line in (".PP", _escaped(text))),
        ".SH COMMANDS",
        *(line for page in every for line in _roff_page(page)),
        ".SH EXIT STATUS",
        *(line for code, meaning in EXITS.items() for line in (".TP", f".B {code}", _escaped(meaning))),
        ".SH ENVIRONMENT",
        *(".TP", f".B {ARCHIVE_VARIABLE}", "The archive to use where no \\-\\-archive names one."),
        *(".TP", f".B {HOME_VARIABLE}", "The data folder to use instead of your own."),
    ]
    return "\n".join(lines) + "\n"


def _roff_page(page: Page) -> Iterator[str]:
    yield f'.SS "{_escaped(page.usage)}"'
    for number, text in enumerate(page.paragraphs):
        yield from ([".PP"] if number else [])
        yield _escaped(text)
    for title, pairs in (("Options", page.options), *page.sections):
        yield from (".PP", f".I {title}")
        if title in {"See also", "Exit codes"}:
            yield _escaped(", ".join(term.removeprefix(f"{PROGRAM} ") for term, _ in pairs))
            continue
        for term, told in pairs:
            yield from (".TP", f".B {_escaped(term)}", _escaped(told))


def _escaped(text: str) -> str:
    """Return a text that troff prints as it stands: no line of it begins with a request."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    escaped = "".join(sign if sign.isascii() else f"\\[u{ord(sign):04X}]" for sign in escaped)
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    sys.exit(main())
