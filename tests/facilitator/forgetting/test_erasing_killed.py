"""An erasure that is killed for real, at any moment, is finished by the next one."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from facilitator.forgetting import Forgetting
from tests.facilitator.archive.world import opened, surroundings
from tests.facilitator.forgetting.town import AMAL, CANARIES, IVY, UNHARMED, holding, settle

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = "tests.facilitator.forgetting.erasing"


def killed(path: Path, after: int, pause: float) -> int:
    """Erase in a program that is killed so many steps and moments later; return how many it had said."""
    order = [sys.executable, "-m", PROGRAM, str(path)]
    with subprocess.Popen(order, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = 0
        for _ in process.stdout:
            said += 1
            if said > after:
                break
        time.sleep(pause)
        process.kill()
    return said


def lives_through(seed: int, folder: Path) -> int:
    chance = random.Random(seed)
    with opened(folder, seed=seed + 1) as archive:
        settle(archive, seed)
        archive.backup(folder / "before.facilitator").result(20)
        path = archive.path
    said = killed(path, chance.randint(0, 45), chance.choice((0.0, 0.0, 0.005, 0.05)))
    with opened(folder, seed=seed + 500) as archive:
        assert not [finding for finding in archive.check() if finding.is_damage]
        erased = Forgetting(archive, surroundings(folder, seed=seed + 900), AMAL).erase(IVY)
        assert erased.left == ()
        assert not [finding for finding in archive.check() if finding.is_damage]
        with archive.reader() as reader:
            notes = {kept.record.words for kept in reader.every("note")}
            texts = [kept.record.text for kept in reader.every("block") if kept.record.text]
        assert {UNHARMED, "a bell rings", "We asked a participant’s sister for the key"} <= notes
        assert sum(UNHARMED in text for text in texts) == 1, "the draft has each block once"
        assert len(texts) == 4
    assert holding(folder, *CANARIES) == []
    return said


@pytest.mark.parametrize("seed", range(4))
def test_the_next_one_finishes_it(tmp_path: Path, seed: int) -> None:
    assert lives_through(seed, tmp_path) > 0


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(100, 200))
def test_the_next_one_finishes_it_a_hundred_times(tmp_path: Path, seed: int) -> None:
    assert lives_through(seed, tmp_path) > 0
