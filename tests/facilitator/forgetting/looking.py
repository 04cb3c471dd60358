"""Looking at what an erasure left: records, fields, damage."""

from facilitator.archive.archive import Archive
from facilitator.forgetting import Forgetting
from tests.facilitator.archive.world import surroundings
from tests.facilitator.forgetting.town import AMAL


def forgetting(archive: Archive) -> Forgetting:
    return Forgetting(archive, surroundings(archive.path.parent, seed=77), AMAL)


def damage(archive: Archive) -> list[object]:
    return [finding for finding in archive.check() if finding.is_damage]


def fields_of(archive: Archive, kind: str, record_id: str) -> dict[str, object]:
    with archive.reader() as reader:
        view = reader.view(kind, record_id)
        assert view is not None
        return dict(view.fields)


def standing(archive: Archive, kind: str) -> dict[str, object]:
    with archive.reader() as reader:
        return {kept.record.id: kept.record for kept in reader.every(kind)}
