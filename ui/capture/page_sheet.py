"""What a group is called at the head of its page."""

from __future__ import annotations

from datetime import date
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from sessions.breakouts import Group, GroupKind

if TYPE_CHECKING:
    from facilitator.group_about import GroupAbout


def title_of(group: Group) -> str:
    """Return what a group is called on the screen."""
    if group.title:
        return group.title
    return _("Everybody together") if group.kind is GroupKind.PLENARY else group.key


def watching(group: Group) -> str:
    """Return what is being watched, where it is no group of people talking."""
    if group.is_break_wall:
        return _("watching the break wall")
    return {
        GroupKind.BREAKOUT: "",
        GroupKind.PLENARY: _("watching the plenary"),
        GroupKind.CHAT: _("watching the chat"),
        GroupKind.SURVEY: _("comments from the survey"),
    }[group.kind]


def heads(about: GroupAbout) -> tuple[str, str]:
    """Return what is open and what it belongs to, for the top bar."""
    group, session = title_of(about.group), about.session.title
    is_same = session in {"", about.gathering.title}
    title = group if is_same else _("{session} · {group}").format(session=session, group=group)
    on = day(about.occasion.date)
    return title, _("{gathering} · {date}").format(gathering=about.gathering.title, date=on)


def notes_told(count: int) -> str:
    """Return how many notes there are."""
    told = ngettext("{count} note", "{count} notes", count) if count else _("no notes yet")
    return told.format(count=f"{count:,}")


def day(on: date) -> str:
    """Return a date as it is read."""
    return QLocale().toString(QDate(on.year, on.month, on.day), "d MMM yyyy")
