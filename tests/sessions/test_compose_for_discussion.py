"""A draft for discussion: what a network knows before it meets, in the order in which it asks about it."""

from dataclasses import replace
from typing import Any

from sessions.compose import Draft, Reason
from sessions.compose_for_discussion import draft_for_discussion
from sessions.document import BlockType, DocumentKind
from sessions.network import StandingText
from sessions.people import Level
from tests.sessions.documents import EVERY, check_sources, under
from tests.sessions.test_compose_material import NETWORK, SESSION, Notebook, texts, whole
from tests.sessions.wide_material import SURVEY, wide

PLANNED = replace(SESSION, prompts=("Who holds the oars?",), sources=("The ferry book",))


def draft(book: Notebook | None = None, **records: Any) -> Draft:
    made = (book or Notebook()).material(**wide(**{"sessions": (PLANNED,), **records}))
    return draft_for_discussion(made, EVERY)


def test_it_is_what_the_network_has_in_the_order_of_such_drafts() -> None:
    made = draft()
    assert made.document.kind is DocumentKind.DRAFT
    assert made.document.circulated is None
    heads = [block.text for block in made.blocks if block.type is BlockType.HEADING and block.level == 1]
    assert heads == [
        "What we hope for",
        "How we work",
        "What became of the aims of the last crossing",
        "Figures at a glance",
        "What ferrymen told us",
        "What we want to talk about",
        "What the network will do next",
        "About Ferrymen",
    ]
    assert texts(made)[0].startswith(
        "This is a draft for discussion before we meet on Wednesday 3 February 2027."
    )
    assert under(made, "Keeping a crossing") == [
        "Who keeps the boat?",
        "Boats are leaving the water. Bo Marsh will open this.",
        "What we have learnt so far:",
        "Two crossings closed last year.",
        "Questions to begin with:",
        "Who holds the oars?",
        "Where this comes from:",
        "The ferry book",
    ]
    (heading,) = [block for block in made.blocks if block.text == "Keeping a crossing"]
    assert (heading.about, heading.label) == ("s1", "Tides")
    (call,) = [block for block in made.blocks if block.type is BlockType.CALL]
    assert call.label == "What is missing here?"
    assert call.text.endswith("before 3 February 2027. What you send is read by Ada Quill.")
    assert texts(made)[-1] == "Ada Quill\nConvenor, Ferrymen"
    check_sources(made)


def test_nothing_that_was_said_in_a_group_stands_in_it_but_what_surveys_brought() -> None:
    book = Notebook()
    book.keep("north", "Said at the gathering")
    book.quote("north", "Never printed here.", level=Level.NONE)
    written = book.quote("asked", "More bells.")
    kept = book.quote("asked", "Not for print.", level=Level.NONE)
    made = draft(book, surveys=(replace(SURVEY, session="s1"),))
    assert set(made.used) == {written}
    assert made.unused == {kept: Reason.NOT_PERMITTED}
    assert "Said at" not in whole(made)
    assert "‘More bells.’" in texts(made)


def test_bare_network_asks_all_the_same() -> None:
    bare: dict[str, Any] = {
        "occasions": (), "sessions": (), "standing_texts": (), "figures": (), "aims": (), "surveys": (), "polls": (),
        "citations": (), "network": replace(NETWORK, about="", convenors=()),
    }  # fmt: skip
    made = draft(**bare)
    assert texts(made) == [
        "This is a draft for discussion. It says where Ferrymen stands and asks what comes next; it is here to be "
        "argued with.",
        "Tell us what is wrong, what is missing and what you have seen that we have not.",
    ]
    assert draft(**{**bare, "network": NETWORK}).blocks[-3].text == "About Ferrymen"
    assert texts(draft(network=replace(NETWORK, convenors=())), BlockType.CALL)[0].endswith(
        "before 3 February 2027."
    )


def test_session_without_anything_to_say_has_no_heading() -> None:
    silent = replace(
        SESSION, id="s9", title="Silence", question="", why_now="", learnt=(), led_by=(), strand="", rank="9"
    )
    made = draft(sessions=(PLANNED, silent), citations=())
    assert "Silence" not in texts(made)
    about = StandingText("t9", "net", "about", "Who we are", "We row.")
    assert under(draft(standing_texts=(about,)), "Who we are")[0] == "We row."
