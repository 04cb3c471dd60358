"""What a person is told of an error: a sentence for what was foreseen, the error window for a fault of ours."""

from __future__ import annotations

from gettext import gettext as _

from sessions.errors import SpokenError


def words_of(error: BaseException) -> str:
    """Return what happened, whether the text is safe, and what to do now."""
    if isinstance(error, SpokenError):
        # The sentences know the archive's findings, which a start must not pay for.
        from facilitator.sentences import Surface, sentence_for

        return sentence_for(error, Surface.WINDOW)
    return _("Facilitator has a fault. What was kept is safe; the log says more.")
