"""Golden files: what a writer made when somebody last looked; ``FACILITATOR_GOLDEN=write`` makes them anew."""

import os
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "golden"


def assert_golden(name: str, made: bytes) -> None:
    path = FOLDER / name
    if os.environ.get("FACILITATOR_GOLDEN") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_bytes(made)
    assert path.read_bytes().replace(b"\r\n", b"\n").decode() == made.decode(), (
        f"{name} differs: look at the change, then FACILITATOR_GOLDEN=write"
    )
