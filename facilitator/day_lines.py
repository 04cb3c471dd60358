"""The line under the title of a session: what happens in it, who does it, and how long it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from sessions.agenda import Part, PartKind, Session


@dataclass(frozen=True, slots=True)
class Company:
    """What a session has beside its parts: names by person id, how many groups and polls, when its polls were asked."""

    names: Mapping[str, str]
    groups: int = 0
    polls: int = 0
    years: Sequence[int] = ()
    has_chat: bool = False


def kind_names() -> Mapping[PartKind, str]:
    """Return what kinds of part are called at the beginning of a line."""
    return {
        PartKind.SPEAKER: _("Speaker"),
        PartKind.CONTRIBUTIONS: _("Contributions"),
        PartKind.REFLECTIONS: _("Reflections"),
        PartKind.BREAKOUTS: _("Breakouts"),
        PartKind.REPORT_BACK: _("Report back"),
        PartKind.POLL: _("Poll"),
        PartKind.PLENARY: _("Plenary"),
        PartKind.BREAK: _("Break"),
    }


class Lines:
    """Writes lines; the words are looked up once, for looking one up costs as much as a row."""

    def __init__(self) -> None:
        self.kinds = kind_names()
        self._mark = _(" · ")
        self._comma = _(", ")
        self._timed = _("{what} {minutes}")
        self._with_groups = _("{parts} — {groups}")
        self._chat = _("chat")
        self._ask = _("Ask: {question}")
        self._counted: dict[tuple[str, int], str] = {}

    def of(self, session: Session, parts: Sequence[Part], company: Company) -> str:
        """Return the line of a session; '' where it would say nothing but the title."""
        groups = self._groups(company.groups)
        if len(parts) > 1:
            told = self._mark.join(self._piece(part, place) for place, part in enumerate(parts))
            return self._with_groups.format(parts=told, groups=groups) if groups else told
        kind = parts[0].kind if parts else PartKind.PLENARY
        names = company.names
        people = (*(parts[0].people if parts else ()), *session.led_by)
        is_break = kind is PartKind.BREAK
        pieces = [
            "" if is_break else self.kinds[kind],
            self._comma.join(dict.fromkeys(names[one] for one in people if one in names)),
            groups,
            self._polls(company.polls) if company.polls > (kind is PartKind.POLL) else "",
            self._chat if company.has_chat else "",
            _asked(company.years),
            self._ask.format(question=session.question) if is_break and session.question else "",
        ]
        return self._mark.join(piece for piece in pieces if piece)

    def _piece(self, part: Part, place: int) -> str:
        name = self.kinds[part.kind] if not place else self.kinds[part.kind].lower()
        return self._timed.format(what=name, minutes=part.length)

    def _groups(self, count: int) -> str:
        if ("groups", count) not in self._counted:
            told = ngettext("{count} group", "{count} groups", count).format(count=count) if count else ""
            self._counted["groups", count] = told
        return self._counted["groups", count]

    def _polls(self, count: int) -> str:
        if ("polls", count) not in self._counted:
            self._counted["polls", count] = ngettext("{count} poll", "{count} polls", count).format(
                count=count
            )
        return self._counted["polls", count]


def _asked(years: Sequence[int]) -> str:
    if not years:
        return ""
    *before, last = map(str, years)
    if not before:
        return _("asked in {year}").format(year=last)
    return _("asked in {years} and {last}").format(years=_(", ").join(before), last=last)
