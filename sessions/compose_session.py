"""One session of a write-up: its question, who opened it and what they said, and what came of it."""

from __future__ import annotations

from sessions.agenda import Session
from sessions.compose_blocks import Piece
from sessions.compose_cited import cited
from sessions.compose_discussion import Discussion, sorted_threads
from sessions.compose_harvest import Harvest
from sessions.compose_kit import Kit
from sessions.compose_polls import poll_piece
from sessions.compose_stage import Stage
from sessions.compose_surveys import Surveys
from sessions.compose_wording import carried, record
from sessions.document import BlockType


def session_pieces(found: Harvest, surveys: Surveys, kit: Kit) -> list[Piece]:
    """Return a session. Sessions are told one after another: who was introduced needs that only once."""
    session, index = found.session, kit.index
    stage, talks = Stage(session, kit), dict(found.talks)
    discussion = Discussion(index.groups_of(session), index.handed_in(session), kit)
    threads = sorted_threads(found.rest, index.strands)
    return [
        *_heading(session, kit),
        *kit.carried.of(session),
        *cited(index.citations_of(session), kit.wording),
        *stage.plan(),
        *stage.talks(stage.speakers, talks, is_pulled=True),
        *stage.named("contributions", stage.contributors),
        *stage.talks(stage.contributors, talks),
        *(poll_piece(poll, index, kit.wording) for poll in index.polls_of(session)),
        *surveys.told_in(session, level=2),
        *discussion.key_messages(threads),
        *discussion.comments(threads),
        *stage.named("invited", stage.invited),
        *stage.talks(stage.invited, talks),
        *discussion.agreed(threads),
        *stage.closing_remarks(talks, level=2),
    ]


def _heading(session: Session, kit: Kit) -> list[Piece]:
    strand = kit.index.strands.get(session.strand)
    label = strand.title if strand else ""
    title = record(session.title, session.id)
    made = [Piece(BlockType.HEADING, title, level=1, label=label, about=session.id)]
    if session.question:
        made.append(Piece(BlockType.STANDFIRST, carried(session.question, session.id)))
    return made
