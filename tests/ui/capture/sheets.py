"""A group of an invented network, as the panes show it."""

from ui.capture.sheet import ActionLine, Mending, MendLine, PartTimes, PersonHere, PickedNote, ReadOut, Sheet

MINUTE = 60_000
NOW = 1_794_481_452_000
"""Twelve seconds past a minute."""

PEOPLE = (
    PersonHere("s1", "Bettina Roe", "br"),
    PersonHere("s2", "Tom Ash", "ta"),
    PersonHere("s3", "Tilda Amos", "ta"),
    PersonHere("s4", "Ines Varga", "iv", is_not_to_be_named=True),
)
PICKED = (
    PickedNote("n1", "Ask who holds the keys."),
    PickedNote("n2", "Nobody told us.", is_quote=True),
    PickedNote("n3", "Leave the light on."),
)
ACTIONS = (
    ActionLine("a1", "write to the council", "s1", "Bettina Roe", "5 Dec"),
    ActionLine("a2", "find a second urn"),
)


def sheet(**changes: object) -> Sheet:
    """Return a group with something of everything."""
    fields: dict[str, object] = {
        "id": "g1",
        "group": "Halls",
        "session": "Who holds the keys?",
        "strand": "KH · Keeping house",
        "question": "What does a hall need from the people who use it?",
        "introduced_by": ("Joan Treloar", "Bashir Anwar"),
        "prompts": ("Who opens up?", "Who is missing?"),
        "times": PartTimes(NOW - 10 * MINUTE, NOW + 12 * MINUTE - 5_000),
        "people": PEOPLE,
        "read_out": ReadOut("Nobody is named unless they agree."),
        "picked": PICKED[:2],
        "mending": Mending(
            1,
            1,
            lines=(
                MendLine("m1", "a budget for @@ of them", has_gap=True),
                MendLine("m2", "We were never asked."),
            ),
        ),
        "actions": ACTIONS,
    }
    return Sheet(**(fields | changes))  # type: ignore[arg-type]
