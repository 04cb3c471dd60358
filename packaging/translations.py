"""Write resources/translations/facilitator.pot: every string of the source that is said in the language of the program.

    python packaging/translations.py            writes it
    python packaging/translations.py --check    says whether it is as the source has it

A test does the latter. ``docs/translating.md`` says what a translator does with it; ``packaging/catalogues.py`` makes
catalogues of what they write.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "resources" / "translations" / "facilitator.pot"
FOLDERS = ("facilitator", "sessions", "ui")
COUNTS = {"_": 1, "N_": 1, "gettext": 1, "ngettext": 2}
"""How many of the arguments of a function are strings to translate."""
FIELD = re.compile(r"\{[a-z_]\w*\}")
HEADER = """\
# Every string that Facilitator says in the language of the program. See docs/translating.md.
# Written by packaging/translations.py: change the source, not this file.
#
msgid ""
msgstr ""
"Project-Id-Version: Facilitator\\n"
"Report-Msgid-Bugs-To: \\n"
"Last-Translator: \\n"
"Language-Team: \\n"
"Language: \\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"
"""


@dataclass
class Message:
    """A string, its plural where it has one, and the files it is said in."""

    text: str
    plural: str = ""
    files: list[str] = field(default_factory=list)


def strings(root: Path = ROOT) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give every string with the file it stands in; those with a plural are two."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
            for node in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
                if isinstance(node.func, ast.Name) and node.func.id in COUNTS:
                    values = [
                        one.value
                        for one in node.args[: COUNTS[node.func.id]]
                        if isinstance(one, ast.Constant)
                    ]
                    told = tuple(one for one in values if isinstance(one, str))
                    if told and told[0]:
                        yield path.relative_to(root).as_posix(), told


def messages(root: Path = ROOT) -> dict[str, Message]:
    """Return every string once, in the order of the source."""
    found: dict[str, Message] = {}
    for file, (text, *plural) in strings(root):
        message = found.setdefault(text, Message(text))
        message.plural = message.plural or "".join(plural)
        if file not in message.files:
            message.files.append(file)
    return found


def template(root: Path = ROOT) -> str:
    """Return the template of all catalogues; it names files and no lines, for those change with all that is written."""
    return HEADER + "".join(_entry(message) for message in messages(root).values())


def _entry(message: Message) -> str:
    lines = ["", *(f"#: {file}" for file in message.files)]
    if FIELD.search(message.text + message.plural):
        lines.append("#, python-brace-format")
    lines.append(f"msgid {quoted(message.text)}")
    if message.plural:
        lines += [f"msgid_plural {quoted(message.plural)}", 'msgstr[0] ""', 'msgstr[1] ""']
    else:
        lines.append('msgstr ""')
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Return a string as such files have it, each of its lines on a line of its own."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    lines = [f'"{line}"' for line in re.findall(r"[^\n]*\n|[^\n]+", plain)]
    shown = [line.replace("\n", "\\n") for line in lines] or ['""']
    return shown[0] if len(shown) == 1 else "\n".join(['""', *shown])


def main(arguments: list[str]) -> int:
    """Write the template, or say whether it is as the source has it."""
    wanted = template()
    if "--check" in arguments:
        is_same = TEMPLATE.is_file() and TEMPLATE.read_text("utf-8") == wanted
        print("the template is as the source has it" if is_same else "run packaging/translations.py")
        return 0 if is_same else 1
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_text(wanted, "utf-8")
    print(f"{len(messages())} strings in {TEMPLATE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
