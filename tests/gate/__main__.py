"""Hold everything that can be exported against outside checkers, or show that the checkers bite.

    python -m tests.gate [--faults] [--keep FOLDER]

``python3 dev.py gate`` sets up what this needs and runs it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.gate.checks import CHECKS, EXCUSES, ROOT, Check, Excuse, Findings, Tools, nobody_looks_at
from tests.gate.faults import Sown, sow
from tests.gate.make_set import make_set
from tests.gate.outside import WARNING

WARNS_ONLY = {"Nu"}  # every other checker's warning counts as a fault
SHOWN = 20


def asked(check: Check, tools: Tools, files: Sequence[Path]) -> Findings:
    """Return what a checker says of the files it can read, each answered for."""
    mine = [path for path in files if path.suffix == check.ending]
    found = check.ask(tools, mine) if mine else {}
    silent = [path for path in mine if path not in found]
    if silent:
        raise RuntimeError(f"{check.name} says nothing of {silent[0]}")
    return found


def sorted_out(check: Check, found: Findings, excuses: Sequence[Excuse]) -> tuple[Findings, Findings]:
    """Return the faults and the mere warnings; what is excused is in neither."""
    faults: Findings = {}
    warnings: Findings = {}
    for path, said in found.items():
        for one in said:
            if not any(excuse.fits(path, one) for excuse in excuses):
                is_warning = one.startswith(WARNING) and check.name in WARNS_ONLY
                (warnings if is_warning else faults).setdefault(path, []).append(one)
    return faults, warnings


def told(findings: Findings, folder: Path) -> list[str]:
    """Return a line for each finding, the first of many."""
    lines = [f"   {path.relative_to(folder)}: {one}" for path, said in findings.items() for one in said]
    return lines[:SHOWN] + ([f"   and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else [])


def hold(tools: Tools, folder: Path) -> int:
    """Make the set, hold it against every checker, and return how many faults were found."""
    begun = time.monotonic()
    made = make_set(folder)
    print(f"{len(made.files)} files made, no two alike ({time.monotonic() - begun:.0f} s)", flush=True)
    problems = [f"refused: {wish}: {why}" for wish, why in made.refused.items()]
    problems += [f"no outside checker looks at {ending} files" for ending in nobody_looks_at(made.files)]
    print("".join(f"   {problem}\n" for problem in problems), end="")
    total, answers = len(problems), 0
    for check in CHECKS:
        begun = time.monotonic()
        found = asked(check, tools, made.files)
        faults, warnings = sorted_out(check, found, EXCUSES)
        count = sum(map(len, faults.values()))
        total, answers = total + count, answers + len(found)
        taken = time.monotonic() - begun
        print(f"{check.name}: {len(found)} {check.ending} files, {count} faults ({taken:.0f} s)")
        print(
            "".join(f"{line}\n" for line in told(faults, folder) + told(warnings, folder)), end="", flush=True
        )
    print(f"{answers} answers about {len(made.files)} files: {total or 'no'} fault{'s' * (total != 1)}")
    return total


def sown_well(tools: Tools, folder: Path) -> int:
    """Spoil files, and return how many faults were missed by a checker that has to find them."""
    sown = list(sow(folder))
    found = {check.name: asked(check, tools, [one.path for one in sown]) for check in CHECKS}
    missed = 0
    for one in sown:
        for line in misses(one, found):
            missed += 1
            print(f"   {one.path.relative_to(folder)}: {line}")
    spoilt = [one for one in sown if one.fault]
    bites = sum(len(one.fault.bites) for one in spoilt if one.fault)
    print(f"{len(spoilt)} faults sown, {bites} bites due, {missed or 'none'} missed")
    return missed


def misses(sown: Sown, found: dict[str, Findings]) -> list[str]:
    """Return where a checker is silent about a fault, or speaks of a file that is sound."""
    said = {name: findings.get(sown.path, []) for name, findings in found.items()}
    if sown.fault is None:
        loud = {check.name: sorted_out(check, {sown.path: said[check.name]}, EXCUSES)[0] for check in CHECKS}
        return [f"is sound, but {name} says {faults[sown.path]}" for name, faults in loud.items() if faults]
    return [
        f"{name} does not say “{words}”, but {said[name] or 'nothing'}"
        for name, words in sown.fault.bites.items()
        if not any(words in one for one in said[name])
    ]


def main() -> int:
    """Do it, and give the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py gate", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--faults", action="store_true", help="sow faults, and show that they are found")
    parser.add_argument("--keep", type=Path, help="a new folder to leave the files in, for looking at")
    parser.add_argument(
        "--python", type=Path, default=ROOT / ".gate" / "bin" / "python", help=argparse.SUPPRESS
    )
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="facilitator-gate-") as workplace:
        tools = Tools(chosen.python, Path(workplace))
        folder = chosen.keep or Path(workplace) / "set"
        return 1 if (sown_well if chosen.faults else hold)(tools, folder) else 0


if __name__ == "__main__":
    sys.exit(main())
