"""A first draft of a write-up, by session or by theme: every sentence from a note, a text, a record or a template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sessions.compose_aims import came_of
from sessions.compose_blocks import Piece
from sessions.compose_closing import about, next_steps, wall
from sessions.compose_draft import Draft, draft_of
from sessions.compose_figures import figures
from sessions.compose_harvest import Harvest, harvest
from sessions.compose_kit import Kit, kit_for
from sessions.compose_material import Material, Reason
from sessions.compose_opening import SERIES_OF, cover, opening
from sessions.compose_people import Company
from sessions.compose_session import session_pieces
from sessions.compose_surveys import Surveys
from sessions.compose_theme import Themes
from sessions.document import Arrangement

__all__ = ["SERIES_OF", "Draft", "Material", "Reason", "compose"]


def compose(
    material: Material,
    templates: Mapping[str, str],
    arrangement: Arrangement = Arrangement.BY_SESSION,
) -> Draft:
    """Return the first draft of a write-up. The same records, in whatever order, make the same draft."""
    kit = kit_for(material, templates)
    index, wording = kit.index, kit.wording
    company = Company(index, wording)
    harvests = [harvest(session, kit) for session in index.sessions]
    surveys = Surveys(harvests, kit)
    document = cover(index, wording, arrangement)
    pieces = [
        *opening(index, wording, company),
        *kit.carried.front(),
        *figures(index, wording),
        *came_of(index, wording),
        *surveys.told_in(None, level=1),
        *_body(harvests, surveys, kit, arrangement),
        *company.pieces(),
        *about(index, wording, company),
        *company.sign_off(),
    ]
    reasons = {note: reason for one in harvests for note, reason in one.unused.items()}
    unused = {note.id: reasons.get(note.id, Reason.NO_PLACE) for note in material.notes}
    return draft_of(document, pieces, unused)


def _body(
    harvests: Sequence[Harvest], surveys: Surveys, kit: Kit, arrangement: Arrangement
) -> Iterator[Piece]:
    """Yield what happened, by session or by theme, with the wall and what happens next."""
    is_by_theme = arrangement is Arrangement.BY_THEME
    if is_by_theme:
        yield from Themes(harvests, surveys, kit).pieces()
    else:
        for found in harvests:
            yield from session_pieces(found, surveys, kit)
    yield from wall([thread for one in harvests for thread in one.wall], kit.wording, kit.scribe)
    # By theme, who will do what is said under each of them.
    taken_on = [] if is_by_theme else [thread for one in harvests for thread in one.actions]
    yield from next_steps(taken_on, kit)
