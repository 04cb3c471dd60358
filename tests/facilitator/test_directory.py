"""Whatever has a name is found by the beginnings of its words."""

import time

from facilitator.app import App
from facilitator.directory import Directory, Entry, EntryKind, folded, read

LIMIT_MS = 8


def titles(found: list[Entry]) -> list[tuple[str, str]]:
    return [(one.kind.value, one.title) for one in found]


def test_reads_what_the_archive_has_with_the_way_there(app: App) -> None:
    with app.archive.reader() as reader:
        directory = read(reader)
        groups = {one.record.id: one.record for one in reader.every("group")}
        assert len(directory) == sum(
            len(list(reader.every(kind))) for kind in ("gathering", "session", "group", "person")
        )
    (gathering,) = directory.gatherings(5)
    halls = next(one for one in directory.found("halls") if one.kind is EntryKind.GROUP)
    assert groups[halls.group].title == halls.title
    assert halls.gathering == gathering.gathering
    assert halls.session == groups[halls.group].session
    assert halls.belongs.endswith(gathering.title)
    people = [one for one in directory.found("zoe farq") if one.kind is EntryKind.PERSON]
    assert people
    assert all(one.gathering == gathering.gathering for one in people)


def test_words_are_found_by_their_beginnings_whatever_their_accents_and_order() -> None:
    directory = Directory(
        [
            Entry(EntryKind.GATHERING, "Keys and rooms"),
            Entry(EntryKind.PERSON, "Zoë O’Dowd-Müller", "Longbench"),
            Entry(EntryKind.GROUP, "Rooms nobody heats", "Keys and rooms"),
            Entry(EntryKind.GROUP, "The stove", "Keys and rooms"),
        ]
    )
    assert titles(directory.found("muller zoe")) == [("person", "Zoë O’Dowd-Müller")]
    assert titles(directory.found("ODOWD")) == [("person", "Zoë O’Dowd-Müller")]
    assert titles(directory.found("longb")) == [("person", "Zoë O’Dowd-Müller")]
    assert [one.title for one in directory.found("rooms")] == [
        "Rooms nobody heats",
        "Keys and rooms",
        "The stove",
    ]
    assert [one.title for one in directory.found("stove keys")] == ["The stove"]
    assert directory.found("ooms") == []
    assert directory.found(" … ") == []


def test_folding_leaves_words_only() -> None:
    assert folded("  Ça va?—Straße n° 7 ") == "ca va strasse n 7"


def test_forty_gatherings_are_looked_through_while_a_key_goes_up() -> None:
    entries = [
        Entry(kind, f"{kind.value.title()} number {one} of the network", f"Gathering {one % 40}")
        for kind, many in ((EntryKind.GATHERING, 40), (EntryKind.GROUP, 1800), (EntryKind.PERSON, 1000))
        for one in range(many)
    ]
    directory = Directory(entries)
    # The quickest of some: whatever else this computer does meanwhile is not what is measured.
    took = []
    for _again in range(9):
        begun = time.perf_counter()
        found = directory.found("net 17 gath")
        took.append(time.perf_counter() - begun)
    assert found
    assert min(took) * 1000 <= LIMIT_MS
