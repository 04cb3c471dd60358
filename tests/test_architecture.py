"""The rules of docs/architecture.md, read from the source with `ast`, each shown to bite."""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = ("sessions", "facilitator", "ui", "resources")
HEAVY = {
    "sqlalchemy",
    "reportlab",
    "alembic",
    "cryptography",
    "docx",
    "pikepdf",
    "markdown_it",
    "PIL",
    "PySide6",
    "asyncio",
    "concurrent",
    "multiprocessing",
    "platformdirs",
    "qasync",
}
IMPURE_IMPORTS = {
    "asyncio", "ctypes", "http", "io", "locale", "logging", "multiprocessing", "os", "pathlib", "secrets", "shutil",
    "socket", "sqlite3", "subprocess", "tempfile", "threading", "time", "urllib",
}  # fmt: skip
IMPURE_CALLS = {"now", "utcnow", "today", "uuid1", "uuid4", "uuid7", "open", "input", "print", "urandom"}
BANNED_NAMES = re.compile(r"(?:^|_)(?:utils?|helpers?|common|managers?|misc)$")
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
EMPTY_CONTAINERS = {
    "dict", "list", "set", "defaultdict", "deque", "OrderedDict", "Counter", "WeakValueDictionary", "WeakSet",
}  # fmt: skip


@dataclass(frozen=True)
class Module:
    """One source file as the rules see it."""

    name: str
    where: str
    text: str
    tree: ast.Module
    is_package: bool = False

    @property
    def package(self) -> str:
        return self.name if self.is_package else self.name.rpartition(".")[0]


class Import(NamedTuple):
    line: int
    target: str
    in_function: bool
    only_typing: bool


def parsed(name: str, text: str, where: str = "snippet.py", is_package: bool = False) -> Module:
    return Module(name, where, text, ast.parse(text), is_package)


@cache
def modules() -> tuple[Module, ...]:
    found = []
    for folder in (*OURS, "packaging"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            is_package = parts[-1] == "__init__"
            name = ".".join(parts[:-1] if is_package else parts)
            found.append(parsed(name, path.read_text("utf-8"), path.relative_to(ROOT).as_posix(), is_package))
    return tuple(found)


def is_within(target: str, *packages: str) -> bool:
    return any(target == package or target.startswith(f"{package}.") for package in packages)


def targets(module: Module, node: ast.Import | ast.ImportFrom) -> list[str]:
    """List what a statement imports; `from a import b` may mean the module a.b, so it counts as that."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    base = node.module or ""
    if node.level:
        parts = module.package.split(".")
        base = ".".join([*parts[: len(parts) - node.level + 1], *([base] if base else [])])
    return [f"{base}.{alias.name}" for alias in node.names]


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


@cache
def imports(module: Module) -> tuple[Import, ...]:
    def walk(node: ast.AST, in_function: bool, only_typing: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import | ast.ImportFrom):
                for target in targets(module, child):
                    yield Import(child.lineno, target, in_function, only_typing)
            is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from walk(child, in_function or is_function, only_typing or is_type_checking(child))

    return tuple(walk(module.tree, False, False))


def last_name(func: ast.expr) -> str:
    """Return `b` of a call of `a.b` and of `b`."""
    return func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""


def finding(module: Module, line: int, sentence: str) -> str:
    return f"{module.where}:{line} {sentence}"


def forbidden_imports(module: Module, *packages: str) -> list[str]:
    return [
        finding(module, found.line, f"imports {found.target}")
        for found in imports(module)
        if is_within(found.target, *packages)
    ]


# --- the rules: module -> findings


def sessions_is_pure(module: Module) -> list[str]:
    """Rule 1: the standard library and sessions, and of the library nothing that reads or changes the world."""
    if not is_within(module.name, "sessions"):
        return []
    findings = []
    for found in imports(module):
        top = found.target.partition(".")[0]
        if top in IMPURE_IMPORTS or (top != "sessions" and top not in sys.stdlib_module_names):
            findings.append(finding(module, found.line, f"imports {found.target}"))
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and last_name(node.func) in IMPURE_CALLS:
            findings.append(
                finding(module, node.lineno, f"calls {ast.unparse(node.func)}: clocks and chance are given")
            )
    return findings


def facilitator_knows_no_window(module: Module) -> list[str]:
    """Rule 2."""
    return (
        forbidden_imports(module, "ui", "PySide6", "qasync") if is_within(module.name, "facilitator") else []
    )


def ui_knows_no_store(module: Module) -> list[str]:
    """Rule 3."""
    return (
        forbidden_imports(module, "sqlalchemy", "facilitator.archive") if is_within(module.name, "ui") else []
    )


def formats_know_no_store(module: Module) -> list[str]:
    """Rule 4."""
    if not is_within(module.name, "facilitator.importing", "facilitator.exporting"):
        return []
    return forbidden_imports(module, "facilitator.archive")


@cache
def heavy_modules() -> frozenset[str]:
    """List our modules whose import brings a heavy package with it: they may be put off like the package."""
    needs = {module.name: runtime_imports(module) for module in modules()}
    heavy: set[str] = set()
    while True:
        more = {
            name
            for name, wanted in needs.items()
            if name not in heavy and any(brings_weight(target, heavy) for target in wanted)
        }
        if not more:
            return frozenset(heavy)
        heavy |= more


def runtime_imports(module: Module) -> list[str]:
    return [found.target for found in imports(module) if not found.in_function and not found.only_typing]


def brings_weight(target: str, heavy: Iterable[str]) -> bool:
    """Tell whether importing the target (`a.b` may be the name b in module a) loads a heavy package."""
    return is_within(target, *HEAVY) or target in heavy or target.rpartition(".")[0] in heavy


def late_imports_are_explained(module: Module) -> list[str]:
    """Rule 5: inside a function only what start-up must not pay for, each with a comment at it."""
    findings = []
    lines = module.text.splitlines()
    for found in imports(module):
        if not found.in_function:
            continue
        near = lines[max(0, found.line - 2) : found.line]
        if not brings_weight(found.target, heavy_modules()):
            findings.append(finding(module, found.line, f"imports {found.target} inside a function"))
        elif not any("#" in line for line in near):
            findings.append(finding(module, found.line, f"imports {found.target} late without saying why"))
    return findings


def is_constant_class(node: ast.ClassDef) -> bool:
    """Tell whether instances cannot change: frozen dataclasses, enums, named tuples."""
    bases = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
    if bases & {"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "NamedTuple"}:
        return True
    return any("frozen=True" in ast.unparse(decorator) for decorator in node.decorator_list)


@cache
def bindings(module: Module) -> dict[str, str]:
    """Map the names a module defines or imports from our packages to where they come from."""
    own = {
        node.name: f"{module.name}.{node.name}" for node in module.tree.body if isinstance(node, ast.ClassDef)
    }
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias, target in zip(node.names, targets(module, node), strict=True):
                if is_within(target, *OURS):
                    is_plain = isinstance(node, ast.Import) and not alias.asname
                    local = alias.asname or alias.name.partition(".")[0]
                    own[local] = local if is_plain else target
    return own


def mutable_classes(module: Module) -> set[str]:
    return {
        f"{module.name}.{node.name}"
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not is_constant_class(node)
    }


def origin(path: str, handed_on: dict[str, str]) -> str:
    """Follow a name through the packages that import it and hand it on."""
    seen: set[str] = set()
    while path in handed_on and path not in seen:
        seen.add(path)
        path = handed_on[path]
    return path


@cache
def known_classes() -> tuple[frozenset[str], dict[str, str]]:
    """List the classes of the source that can change, and where the names of each module come from."""
    mutable = frozenset(name for module in modules() for name in mutable_classes(module))
    return mutable, {
        f"{module.name}.{name}": at for module in modules() for name, at in bindings(module).items()
    }


def is_singleton(func: ast.expr, module: Module) -> bool:
    """Tell whether a call makes, by its name or by a class method, an instance that can change."""
    chain = re.findall(r"\w+", ast.unparse(func))
    names = bindings(module)
    if not chain or chain[0] not in names:
        return False
    mutable, handed_on = known_classes()
    mutable |= mutable_classes(module)
    path = names[chain[0]]
    paths = [path] + [path := f"{path}.{part}" for part in chain[1:]]
    return any(origin(path, handed_on) in mutable for path in paths)


def top_level_values(tree: ast.Module) -> Iterator[ast.expr]:
    """Give what is assigned at module level, also inside `if` and `try`."""
    waiting: list[ast.stmt] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            yield node.value
        elif isinstance(node, ast.If | ast.Try | ast.With):
            waiting += [
                child for child in ast.walk(node) if isinstance(child, ast.stmt) and child is not node
            ]


def no_singletons(module: Module) -> list[str]:
    """Rule 6: no module-level instance of a class that can change, no registry, no `global`."""
    findings = [
        finding(module, node.lineno, "uses global")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Global)
    ]
    for value in top_level_values(module.tree):
        if is_empty_container(value):
            findings.append(finding(module, value.lineno, "an empty container at module level is a registry"))
        for call in (node for node in ast.walk(value) if isinstance(node, ast.Call)):
            if is_singleton(call.func, module):
                findings.append(finding(module, call.lineno, f"a singleton: {ast.unparse(call)}"))
    return findings


def is_empty_container(value: ast.expr) -> bool:
    if isinstance(value, ast.Dict):
        return not value.keys
    if isinstance(value, ast.List):
        return not value.elts
    if not isinstance(value, ast.Call):
        return False
    name = ast.unparse(value.func).rpartition(".")[2]
    return name in EMPTY_CONTAINERS and (name == "defaultdict" or not value.args)


def no_nested_loop(module: Module) -> list[str]:
    """A nested event loop kills other tasks for good; `await ask(dialog)` is the way.

    The first picture has a loop of its own, which is over before there is any task.
    """
    if not is_within(module.name, "ui") or module.name == "ui.first_paint":
        return []
    calls = [node for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    return [
        finding(module, node.lineno, f"calls {ast.unparse(node.func)}")
        for node in calls
        if isinstance(node.func, ast.Attribute) and node.func.attr in {"exec", "exec_", "processEvents"}
    ]


def nothing_unfinished(module: Module) -> list[str]:
    findings = [
        finding(module, token.start[0], f"unfinished: {token.string}")
        for token in tokenize.generate_tokens(io.StringIO(module.text).readline)
        if token.type == tokenize.COMMENT and UNFINISHED.search(token.string)
    ]
    return findings + [
        finding(module, node.lineno, "unfinished: NotImplementedError")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name) and node.id == "NotImplementedError"
    ]


def named_for_a_noun(module: Module) -> list[str]:
    names = [part for part in module.name.split(".") if BANNED_NAMES.search(part)]
    return [finding(module, 1, f"named {name}: which noun is it about?") for name in names]


def packaging_is_no_package(module: Module) -> list[str]:
    """It would shadow PyPI's `packaging`."""
    return [finding(module, 1, "must not exist")] if module.name == "packaging" and module.is_package else []


Rule = Callable[[Module], list[str]]
RULES: tuple[Rule, ...] = (
    sessions_is_pure,
    facilitator_knows_no_window,
    ui_knows_no_store,
    formats_know_no_store,
    late_imports_are_explained,
    no_singletons,
    no_nested_loop,
    nothing_unfinished,
    named_for_a_noun,
    packaging_is_no_package,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_source_keeps_the_rule(rule: Rule) -> None:
    findings = [sentence for module in modules() for sentence in rule(module)]
    assert not findings, "\n".join(findings)


def test_every_floor_is_read() -> None:
    names = {module.name for module in modules()}
    assert names.issuperset(OURS)


BAD: tuple[tuple[Rule, str, str], ...] = (
    (sessions_is_pure, "sessions.notes", "import click"),
    (sessions_is_pure, "sessions.notes", "from facilitator import paths"),
    (sessions_is_pure, "sessions.notes", "from ..facilitator import paths"),
    (sessions_is_pure, "sessions.notes", "from pathlib import Path"),
    (sessions_is_pure, "sessions.notes", "import datetime\ndef age(): return datetime.datetime.now()"),
    (sessions_is_pure, "sessions.notes", "def read(path): return open(path)"),
    (facilitator_knows_no_window, "facilitator.app", "import ui.main"),
    (facilitator_knows_no_window, "facilitator.app", "from PySide6.QtCore import QObject"),
    (facilitator_knows_no_window, "facilitator.app", "def start():\n    import qasync"),
    (ui_knows_no_store, "ui.home.page", "import sqlalchemy as sa"),
    (ui_knows_no_store, "ui.home.page", "from facilitator import archive"),
    (ui_knows_no_store, "ui.home.page", "from facilitator.archive.queries import notes"),
    (formats_know_no_store, "facilitator.importing.zoom_chat", "from facilitator.archive import engine"),
    (formats_know_no_store, "facilitator.exporting.pdf", "from .. import archive"),
    (formats_know_no_store, "facilitator.exporting.pdf", "from ..archive.engine import Archive"),
    (late_imports_are_explained, "facilitator.live", "def clock():\n    import json  # late"),
    (late_imports_are_explained, "facilitator.live", "def clock():\n    import reportlab"),
    (
        late_imports_are_explained,
        "facilitator.live",
        "class A:\n    async def b(self):\n        from docx import x",
    ),
    (no_singletons, "facilitator.live", "class Clock: ...\nclock = Clock()"),
    (no_singletons, "facilitator.live", "class Clock: ...\nclocks = {'a': [Clock()]}"),
    (no_singletons, "facilitator.live", "class Clock: ...\nif True:\n    clock: Clock = Clock.started()"),
    (no_singletons, "facilitator.live", "exporters = {}"),
    (no_singletons, "facilitator.live", "from collections import defaultdict\nseen = defaultdict(list)"),
    (no_singletons, "facilitator.live", "def start():\n    global clock\n    clock = 1"),
    (no_nested_loop, "ui.dialogs.person", "def ask(dialog): return dialog.exec()"),
    (no_nested_loop, "ui.dialogs.person", "QApplication.processEvents()"),
    (nothing_unfinished, "facilitator.live", "x = 1  # " + "TODO: later"),
    (nothing_unfinished, "facilitator.live", "def f(): raise NotImplementedError"),
    (named_for_a_noun, "facilitator.utils", ""),
    (named_for_a_noun, "ui.common.buttons", ""),
    (named_for_a_noun, "sessions.time_helpers", ""),
)


@pytest.mark.parametrize(("rule", "name", "text"), BAD)
def test_rule_bites(rule: Rule, name: str, text: str) -> None:
    assert rule(parsed(name, text))


def test_singleton_of_an_imported_class_bites(monkeypatch: pytest.MonkeyPatch) -> None:
    store = parsed("facilitator.archive.engine", "class Archive: ...")
    front = parsed("facilitator.archive", "from facilitator.archive.engine import Archive", is_package=True)
    user = "from facilitator.archive import Archive\narchive = Archive.opened('here')"
    known_classes.cache_clear()
    monkeypatch.setattr(f"{__name__}.modules", lambda: (store, front))
    try:
        assert no_singletons(parsed("facilitator.live", user))
    finally:
        known_classes.cache_clear()


def test_packaging_rule_bites() -> None:
    assert packaging_is_no_package(parsed("packaging", "", "packaging/__init__.py", is_package=True))


GOOD: tuple[tuple[Rule, str, str], ...] = (
    (
        sessions_is_pure,
        "sessions.notes",
        "import datetime\nfrom sessions.ids import Id\nfrom .errors import DomainError",
    ),
    (facilitator_knows_no_window, "facilitator.app", "import sessions.notes\nimport uiautomation"),
    (ui_knows_no_store, "ui.home.page", "from facilitator import app, plan"),
    (ui_knows_no_store, "facilitator.archive.engine", "import sqlalchemy"),
    (formats_know_no_store, "facilitator.packs", "from facilitator.archive import journal"),
    (
        late_imports_are_explained,
        "facilitator.app",
        "def f():\n    # start-up must not pay for it\n    import alembic",
    ),
    (
        late_imports_are_explained,
        "facilitator.app",
        "import sys\nif sys.platform == 'win32':\n    import winreg",
    ),
    (no_singletons, "facilitator.live", "from enum import Enum\nclass Kind(Enum): a = 1\nfirst = Kind('a')"),
    (
        no_singletons,
        "facilitator.live",
        "@dataclass(frozen=True)\nclass Rate: n: int\nrates = (Rate(1), Rate(2))",
    ),
    (
        no_singletons,
        "facilitator.live",
        "import re, logging\nword = re.compile('x')\nlog = logging.getLogger(__name__)",
    ),
    (no_singletons, "facilitator.live", "class Clock: ...\nclass Place:\n    def f(self): return Clock()"),
    (no_nested_loop, "ui.dialogs.person", "async def f(dialog): return await ask(dialog)"),
    (nothing_unfinished, "facilitator.live", "todo = 'TODO'  # what is to be done"),
    (named_for_a_noun, "sessions.commons", ""),
)


@pytest.mark.parametrize(("rule", "name", "text"), GOOD)
def test_rule_lets_good_code_pass(rule: Rule, name: str, text: str) -> None:
    assert rule(parsed(name, text)) == []


def test_module_with_heavy_import_may_be_put_off() -> None:
    heavy = {"facilitator.exporting.pdf"}
    assert brings_weight("facilitator.exporting.pdf", heavy)
    assert brings_weight("facilitator.exporting.pdf.write", heavy)
    assert not brings_weight("facilitator.exporting.text", heavy)
