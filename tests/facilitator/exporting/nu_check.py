"""Hold the pages we write against the Nu checker: ``python -m tests.facilitator.exporting.nu_check VNU.JAR``.

Needs Java. Exits with 1 where a page has an error; the checker says which.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from facilitator.exporting.html import write_html
from facilitator.paths import document_style
from sessions.document import DocumentTree
from tests.facilitator.exporting.bad_trees import odd_nesting, overlapping_marks, strange_everywhere
from tests.facilitator.exporting.example_tree import tree_with, whole_example_tree


def trees() -> dict[str, DocumentTree]:
    """Return documents as they should be, and those that nobody would write."""
    odd = {f"odd-{number}": tree for number, tree in enumerate(odd_nesting())}
    strange = {"strange": strange_everywhere("\x00"), "empty": tree_with(title="")}
    return {"example": whole_example_tree(), "marks": overlapping_marks(), **strange, **odd}


def main(checker: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        for name, tree in trees().items():
            page = write_html(tree, document_style().read_text("utf-8"))
            (Path(folder) / f"{name}.html").write_bytes(page)
        command = ["java", "-jar", checker, "--errors-only", folder]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
