"""Set up, run, test and check Facilitator, with nothing but Python itself.

python3 dev.py run [args]      set up, then open the window (or: facilitator args; without a screen, the sample)
python3 dev.py test [args]     set up, then every test with the coverage gate (or: pytest args)
                               --long adds the tests that are too slow for every run
python3 dev.py check           style, types, and the longest files and functions
python3 dev.py bench           every benchmark in tests/bench, each in its own process
                               --peers sets the long report with WeasyPrint and Typst as well as with ours
python3 dev.py window [args]   drive the program in a real window, by keyboard and as a screen reader
                               --long types for twelve minutes
python3 dev.py shots [FOLDER]  write a picture of every place and state
python3 dev.py gate            hold every document that can be exported against outside checkers
                               --faults sows faults and shows that they are found; --keep FOLDER leaves the files
python3 dev.py lock [args]     write the lock files anew (--upgrade takes newer versions)
python3 dev.py ci              check, test, the real command line, gate and its faults, short benchmarks
"""

from __future__ import annotations

import ast
import ctypes
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

# This file has to start on a Python that is too old, if only to say so: no newer syntax than 3.8's here.
PYTHONS = ((3, 11), (3, 12), (3, 13))
RUNNING = (sys.version_info[0], sys.version_info[1])
# The interpreter outside any virtual environment, for .venv itself may be made afresh.
BASE_PYTHON = str(getattr(sys, "_base_executable", sys.executable))
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
IS_WINDOWS = os.name == "nt"
LOCK = "requirements.txt"
DEV_LOCK = "requirements-dev.txt"
# What checks and measures from outside has environments of its own: none of it may reach what is shipped.
APART = {"gate": "requirements-gate.txt", "peers": "requirements-peers.txt"}
RULES = "tests/sessions"
REAL_WINDOW = "tests/window"
# Measuring coverage makes what lives through many cases four times as slow, and the rules must stand without it.
MEASURED = "rule and not hypothesis and not many"
SOURCE = ("dev.py", "facilitator", "packaging", "resources", "sessions", "ui")
LONGEST_FILE = 600
LONGEST_FUNCTION = 60
APT = ("apt-get", "install", "-y", "--no-install-recommends")


class Need(NamedTuple):
    """Name a command, file or shared library that no Python package brings."""

    what: str
    debian: str
    verbs: tuple[str, ...]


WINDOW = ("run", "test", "ci", "bench", "shots", "window")
SYSTEM_NEEDS = (
    Need("libglib-2.0.so.0", "libglib2.0-0", WINDOW),
    Need("libGL.so.1", "libgl1", WINDOW),
    Need("libEGL.so.1", "libegl1", WINDOW),
    Need("libfontconfig.so.1", "libfontconfig1", WINDOW),
    Need("libxkbcommon.so.0", "libxkbcommon0", WINDOW),
    Need("libdbus-1.so.3", "libdbus-1-3", WINDOW),
    Need("libgssapi_krb5.so.2", "libgssapi-krb5-2", WINDOW),
    Need("libxcb-cursor.so.0", "libxcb-cursor0", WINDOW),
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", WINDOW),
    Need("libxcb-icccm.so.4", "libxcb-icccm4", WINDOW),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1", WINDOW),
    Need("libxcb-shape.so.0", "libxcb-shape0", WINDOW),
    Need("Xvfb", "xvfb", ("ci", "bench", "window")),
    Need("xdotool", "xdotool", ("ci", "window")),
    Need("dbus-daemon", "dbus", ("ci", "window")),
    Need("/usr/libexec/at-spi-bus-launcher", "at-spi2-core", ("ci", "window")),
    Need("/usr/lib/*/girepository-1.0/Atspi-2.0.typelib", "gir1.2-atspi-2.0", ("ci", "window")),
    Need("/usr/lib/python3/dist-packages/gi/__init__.py", "python3-gi", ("ci", "window")),
    Need("pdftotext", "poppler-utils", ("test", "ci", "gate")),
    Need("pdftoppm", "poppler-utils", ("test", "ci")),
    Need("pdfinfo", "poppler-utils", ("gate", "ci")),
    Need("java", "default-jre-headless", ("gate", "ci")),
    Need("soffice", "libreoffice-writer-nogui", ("gate", "ci")),
    # veraPDF reads its profiles with what Java had up to version 10.
    Need("/usr/share/java/jaxb-runtime.jar", "libjaxb-java", ("gate", "ci")),
    Need("/usr/share/java/jaxb-core.jar", "libjaxb-java", ("gate", "ci")),
    Need("/usr/share/java/jaxb-api.jar", "libjaxb-api-java", ("gate", "ci")),
    Need("/usr/share/java/istack-commons-runtime.jar", "libistack-commons-java", ("gate", "ci")),
    Need("/usr/share/java/txw2.jar", "libtxw2-java", ("gate", "ci")),
    Need("/usr/share/java/javax.activation.jar", "libactivation-java", ("gate", "ci")),
    Need("libpango-1.0.so.0", "libpango-1.0-0", ("peers",)),
    Need("libpangoft2-1.0.so.0", "libpangoft2-1.0-0", ("peers",)),
    Need("libharfbuzz-subset.so.0", "libharfbuzz-subset0", ("peers",)),
)


class StopError(Exception):
    """Stop with a sentence for the person and an exit code for the machine."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code


def say(sentence: str) -> None:
    """Print one step."""
    print(f"-- {sentence}", flush=True)


def run(
    step: str, command: Sequence[str | Path], env: Mapping[str, str] | None = None, is_quiet: bool = False
) -> None:
    """Say the step, run the command in the root of the project, and stop if it fails."""
    say(step)
    environ = {**os.environ, **(env or {})}
    output = subprocess.DEVNULL if is_quiet else None
    code = subprocess.call([str(part) for part in command], cwd=ROOT, env=environ, stdout=output)
    if code:
        # A child killed by a signal has a negative code here and 128 + signal in a shell.
        raise StopError(f"{step}: failed with exit code {code}.", code if code > 0 else 128 - code)


def in_venv(name: str, folder: Path = VENV) -> Path:
    """Give the path of a command installed in a virtual environment."""
    return folder / "Scripts" / f"{name}.exe" if IS_WINDOWS else folder / "bin" / name


def works(command: Sequence[str]) -> bool:
    """Tell whether a command really runs: a pyenv shim may be on the path and still fail."""
    try:
        return subprocess.run(command, capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def choose_python(
    running: tuple[int, int], here: str, is_working: Callable[[Sequence[str]], bool]
) -> tuple[str, ...]:
    """Choose the command of a Python that will do: the running one, else the newest that works."""
    if running in PYTHONS:
        return (here,)
    for version in reversed(PYTHONS):
        name = ".".join(map(str, version))
        probe = ("-c", f"import sys; sys.exit(sys.version_info[:2] != {version})")
        command = ("py", f"-{name}") if IS_WINDOWS else (f"python{name}",)
        if is_working((*command, *probe)):
            return command
    wanted = ", ".join(f"{major}.{minor}" for major, minor in PYTHONS)
    raise StopError(
        f"Facilitator needs Python {wanted}; this is Python {running[0]}.{running[1]} and no other was "
        f"found. Install Python {PYTHONS[-1][0]}.{PYTHONS[-1][1]} and run the same command again."
    )


def is_debian_like(release: Mapping[str, str]) -> bool:
    """Tell from os-release whether apt-get is at home here."""
    names = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    return bool(names & {"debian", "ubuntu"})


def is_present(what: str) -> bool:
    """Tell whether a command is on the path, a file in its place, or a library can be loaded by its soname."""
    if what.startswith("/"):
        return any(Path("/").glob(what[1:]))
    if ".so" not in what:
        return shutil.which(what) is not None
    try:
        ctypes.CDLL(what)
    except OSError:
        return False
    return True


def how_to_install(missing: Sequence[str], packages: Sequence[str], debian_like: bool) -> str:
    """Say what is missing and the exact line that brings it, where we know one."""
    sentence = f"Missing on this computer: {', '.join(missing)}."
    if debian_like:
        line = " ".join(("sudo apt-get update && sudo", *APT, *packages))
        return f"{sentence} Run this line, then the same command again:\n\n    {line}\n"
    return f"{sentence} Install it (on Debian: {', '.join(packages)}), then run the same command again."


def install_system(missing: Sequence[str], packages: Sequence[str]) -> None:
    """Install Debian packages as root on Debian or Ubuntu; elsewhere stop and say what to do."""
    try:
        debian_like = is_debian_like(platform.freedesktop_os_release())
    except OSError:
        debian_like = False  # only Linux has os-release
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not (debian_like and is_root and shutil.which("apt-get")):
        raise StopError(how_to_install(missing, packages, debian_like))
    env = {"DEBIAN_FRONTEND": "noninteractive"}
    run("Reading the list of Debian packages", ("apt-get", "update"), env, is_quiet=True)
    run(f"Installing {', '.join(packages)}", (*APT, *packages), env, is_quiet=True)


def provide_system(verb: str) -> None:
    """See that the commands and libraries a verb needs are here."""
    missing = [need for need in SYSTEM_NEEDS if verb in need.verbs and not is_present(need.what)]
    if missing:
        install_system([need.what for need in missing], sorted({need.debian for need in missing}))


def stamp_of(
    root: Path, version: tuple[int, int], names: Sequence[str] = (LOCK, DEV_LOCK, "pyproject.toml")
) -> str:
    """Digest whatever decides the content of an environment, its place included: it does not survive a move."""
    digest = hashlib.sha256(repr((str(root), version)).encode())
    for name in names:
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


class Environment:
    """Hold a virtual environment and the stamp that says its set-up was finished."""

    def __init__(self, folder: Path, wanted: str) -> None:
        self.folder = folder
        self.wanted = wanted
        self.stamp = folder / "facilitator.stamp"
        self.python = in_venv("python", folder)

    def state(self) -> str:
        """Say what is there: ready, outdated, half-made or none."""
        if not self.folder.exists():
            return "none"
        if not self.stamp.is_file() or not os.access(self.python, os.F_OK):
            return "half-made"
        return "ready" if self.stamp.read_text("utf-8") == self.wanted else "outdated"

    def clear(self) -> None:
        """Remove the folder, stamp first, so that a removal cut short is seen as one."""
        try:
            self.stamp.unlink(missing_ok=True)
            shutil.rmtree(self.folder)
        except OSError as error:
            raise StopError(
                f"{self.folder} cannot be removed: {error.strerror}. Close what uses it, then try again."
            ) from error

    def finish(self) -> None:
        """Write the stamp, as the last act of a set-up."""
        self.stamp.write_text(self.wanted, "utf-8")


def uv_command() -> str | None:
    """Find a uv that works."""
    found = shutil.which("uv")
    return found if found and works((found, "--version")) else None


def make_venv(folder: Path) -> None:
    """Make a virtual environment with pip in it; Debian keeps that part of Python in a package of its own."""
    if importlib.util.find_spec("ensurepip") is None:
        install_system(["Python's venv module"], [f"python{'.'.join(map(str, RUNNING))}-venv"])
    run(f"Making {folder.name} with venv", (BASE_PYTHON, "-m", "venv", folder))


def fill(environment: Environment, lock: str, *, is_ours: bool) -> None:
    """Make the environment and install in it exactly what a lock says, with uv or else with pip."""
    uv = uv_command()
    name = environment.folder.name
    install: tuple[str | Path, ...]
    if uv:
        run(f"Making {name} with uv", (uv, "venv", "--quiet", "--python", BASE_PYTHON, environment.folder))
        install = (uv, "pip", "install", "--quiet", "--python", environment.python)
    else:
        make_venv(environment.folder)
        install = (environment.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(f"Installing what {lock} names", (*install, "--require-hashes", "-r", lock))
    if is_ours:
        run("Installing Facilitator itself", (*install, "--no-deps", "--no-build-isolation", "-e", "."))
    environment.finish()


def provide(environment: Environment, lock: str, *, is_ours: bool = False) -> Path:
    """Bring an environment to where its lock says, and give its Python; do nothing if it is there."""
    state = environment.state()
    reasons = {
        "half-made": "The last set-up did not finish",
        "outdated": "The locks or the Python have changed",
    }
    if state in reasons:
        say(f"{reasons[state]}: making {environment.folder.name} afresh")
        environment.clear()
    if state != "ready":
        fill(environment, lock, is_ours=is_ours)
    return environment.python


def set_up(verb: str) -> None:
    """Bring the computer and .venv to where the verb can run."""
    provide_system(verb)
    provide(Environment(VENV, stamp_of(ROOT, RUNNING)), DEV_LOCK, is_ours=True)


def set_up_apart(name: str) -> Path:
    """Bring the computer and an environment apart from .venv to where they are wanted, and give its Python."""
    provide_system(name)
    lock = APART[name]
    return provide(Environment(ROOT / f".{name}", stamp_of(ROOT, RUNNING, (lock,))), lock)


class Length(NamedTuple):
    """Say how many lines a file or function has."""

    lines: int
    where: str


def lengths(root: Path, names: Iterable[str]) -> tuple[list[Length], list[Length]]:
    """Measure files and functions, longest first."""
    files: list[Length] = []
    functions: list[Length] = []
    places = [root / name for name in names]
    paths = [found for place in places for found in ([place] if place.is_file() else place.rglob("*.py"))]
    for path in paths:
        text = path.read_text("utf-8")
        where = path.relative_to(root).as_posix()
        files.append(Length(len(text.splitlines()), where))
        for node in ast.walk(ast.parse(text, where)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                functions.append(Length(lines, f"{where}:{node.lineno} {node.name}"))
    return sorted(files, reverse=True), sorted(functions, reverse=True)


def too_long(found: Iterable[Length], limit: int) -> list[str]:
    """Make a sentence of each length over the limit."""
    return [f"{where}: {lines} lines, over {limit}: split it" for lines, where in found if lines > limit]


def check_lengths(root: Path) -> None:
    """Print the ten longest files and functions, and stop where one is too long."""
    files, functions = lengths(root, SOURCE)
    for title, found in (("files", files), ("functions", functions)):
        say(f"The ten longest {title}")
        for length in found[:10]:
            print(f"{length.lines:6} {length.where}")
    test_files, test_functions = lengths(root, ("tests",))
    for sentence in too_long(test_functions, LONGEST_FUNCTION):
        print(f"   (only a warning) {sentence}")
    problems = too_long(files + test_files, LONGEST_FILE) + too_long(functions, LONGEST_FUNCTION)
    if problems:
        raise StopError("\n".join(problems))


def has_screen() -> bool:
    """Tell whether there is anything to show a window on."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return IS_WINDOWS or sys.platform == "darwin" or any(os.environ.get(name) for name in names)


def do_run(args: Sequence[str]) -> None:
    """Open the window, make the sample's write-up where there is no screen, or hand the arguments to facilitator."""
    set_up("run")
    arguments = tuple(args)
    if not arguments and not has_screen():
        say("No screen here to open a window on: the sample gathering's write-up is made instead")
        arguments = ("demo",)
    run(f"facilitator {' '.join(arguments)}", (in_venv("facilitator"), *arguments))


def do_test(args: Sequence[str]) -> None:
    """Run every test, the rules with the coverage gate first; or pytest with the arguments given."""
    set_up("test")
    rest = [arg for arg in args if arg != "--long"]
    # Modules are compiled once for the many processes of the tests, even in a shell that would have nothing kept.
    env = {"PYTHONDONTWRITEBYTECODE": "", **({"FACILITATOR_LONG": "1"} if "--long" in args else {})}
    pytest = (in_venv("python"), "-m", "pytest", "-q", "--durations=12", "--durations-min=4")
    if rest:
        run("Running the tests asked for", (*pytest, *rest), env)
        return
    # Neighbours stay together, so that what a module makes once is made once.
    shared = (*pytest, "-n", "auto", "--dist", "worksteal")
    gate = ("--cov=sessions", "--cov-branch", "--cov-fail-under=100")
    run("Testing the rules, all of them", (*shared, *gate, "-m", MEASURED, RULES), env)
    others = ("-m", f"not ({MEASURED})", f"--ignore={REAL_WINDOW}")
    run("Testing the program, and the rules in many cases", (*shared, *others), env)


def do_window(args: Sequence[str]) -> None:
    """Drive the program in a real window, by keyboard and as a screen reader; or hand pytest its arguments."""
    set_up("window")
    rest = [arg for arg in args if arg != "--long"]
    env = {"FACILITATOR_LONG": "1"} if "--long" in args else {}
    run("Driving a real window", (in_venv("python"), "-m", "pytest", "-q", REAL_WINDOW, *rest), env)


def do_shots(args: Sequence[str]) -> None:
    """Write a picture of every place and state to a folder."""
    set_up("shots")
    run("Taking pictures of every place", (in_venv("python"), "-m", "tests.ui.shots", *args))


def do_check(args: Sequence[str]) -> None:
    """Check style, types and lengths."""
    no_arguments("check", args)
    set_up("check")
    run("Checking style", (in_venv("ruff"), "check", "."))
    run("Checking layout", (in_venv("ruff"), "format", "--check", "."))
    run("Checking types", (in_venv("mypy"),))
    check_lengths(ROOT)


def do_bench(args: Sequence[str]) -> None:
    """Run each benchmark in a process of its own; or the one that sets a report with other programs."""
    if list(args) == ["--peers"]:
        set_up("bench")
        script = ROOT / "tests" / "bench" / "peers" / "bench_peers.py"
        run("Benchmark peers", (in_venv("python"), script, set_up_apart("peers")))
        return
    no_arguments("bench", args)
    set_up("bench")
    scripts = sorted((ROOT / "tests" / "bench").glob("bench_*.py"))
    if not scripts:
        say("No benchmarks found in tests/bench")
    for script in scripts:
        run(f"Benchmark {script.stem[len('bench_') :]}", (in_venv("python"), script))


def do_gate(args: Sequence[str]) -> None:
    """Hold every document that can be exported against outside checkers, or hand the arguments to what does."""
    set_up("run")
    python = set_up_apart("gate")
    step = "Sowing faults" if "--faults" in args else "Asking outside checkers about every export"
    run(step, (in_venv("python"), "-m", "tests.gate", "--python", python, *args))


def do_lock(args: Sequence[str]) -> None:
    """Write all lock files anew, with hashes and without the address of any registry."""
    with tempfile.TemporaryDirectory(prefix="facilitator-lock-") as folder:
        uv = uv_command() or install_uv(Path(folder) / "venv")
        lock = [uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
        lock += ["--python-version", ".".join(map(str, PYTHONS[0]))]
        lock += ["--no-emit-index-url", "--no-emit-find-links"]
        # pip takes the newest release for ``coverage[toml]`` where only ``coverage`` is pinned.
        lock += ["--no-strip-extras"]
        lock += ["--custom-compile-command", "python3 dev.py lock", *args]
        run(f"Locking {LOCK}", (*lock, "pyproject.toml", "-o", LOCK))
        run(
            f"Locking {DEV_LOCK}",
            (*lock, "pyproject.toml", "--group", "dev", "-c", LOCK, "-o", DEV_LOCK),
        )
        for group, name in APART.items():
            run(f"Locking {name}", (*lock, "--group", group, "-o", name))
    for name in (LOCK, DEV_LOCK, *APART.values()):
        if "://" in (ROOT / name).read_text("utf-8"):
            raise StopError(f"{name} names the address of a registry; it must not be committed like this.")


def install_uv(folder: Path) -> str:
    """Install uv in an environment that is thrown away, so that .venv stays exactly as locked."""
    make_venv(folder)
    run("Installing uv", (in_venv("python", folder), "-m", "pip", "install", "--quiet", "uv"))
    return str(in_venv("uv", folder))


def do_ci(args: Sequence[str]) -> None:
    """Do everything a change must pass."""
    no_arguments("ci", args)
    set_up("ci")
    do_check(())
    do_test(())
    do_window(())
    with tempfile.TemporaryDirectory(prefix="facilitator ci ") as folder:
        run("The real command line: facilitator demo", (in_venv("facilitator"), "demo", "--out", folder))
        if not any(path.read_bytes().startswith(b"%PDF-") for path in Path(folder).rglob("*.pdf")):
            raise StopError("facilitator demo ended well but left no PDF in the folder it was given.")
    do_gate(())
    do_gate(("--faults",))
    os.environ["FACILITATOR_BENCH"] = "short"
    do_bench(())
    say("All well")


def no_arguments(verb: str, args: Sequence[str]) -> None:
    """Refuse arguments that would be ignored in silence."""
    if args:
        raise StopError(f"dev.py {verb} takes no arguments.", 2)


VERBS = {
    "run": do_run,
    "test": do_test,
    "check": do_check,
    "bench": do_bench,
    "gate": do_gate,
    "window": do_window,
    "shots": do_shots,
    "lock": do_lock,
    "ci": do_ci,
}


def main(argv: Sequence[str]) -> int:
    """Do what the verb says, and give the exit code."""
    verb, args = (argv[0], argv[1:]) if argv else ("", ())
    if verb not in VERBS:
        print(__doc__)
        return 0 if verb in ("-h", "--help") else 2
    try:
        python = choose_python(RUNNING, sys.executable, works)
        if python != (sys.executable,):
            return subprocess.call([*python, str(ROOT / "dev.py"), *argv])
        VERBS[verb](args)
    except StopError as stop:
        print(f"dev.py: {stop}", file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
