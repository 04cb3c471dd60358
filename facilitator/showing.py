"""A gathering in words for the terminal, and in plain values for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import gettext as _
from gettext import ngettext
from typing import Any

from facilitator.gatherings import GroupShown, Listed, OccasionShown, Shown
from sessions.agenda import Slot, format_length
from sessions.gathering import GroundRule, Occasion
from sessions.local_time import wall_clock
from sessions.polls import Poll


def listed_told(one: Listed) -> str:
    """Return a gathering in one line."""
    days = " – ".join(dict.fromkeys(day.isoformat() for day in (*one.dates[:1], *one.dates[-1:])))
    counts = (
        ngettext("{count} session", "{count} sessions", one.sessions).format(count=one.sessions),
        ngettext("{count} group", "{count} groups", one.groups).format(count=one.groups),
        ngettext("{count} note", "{count} notes", one.notes).format(count=one.notes),
        ngettext("{count} document", "{count} documents", one.documents).format(count=one.documents),
    )
    return f"{days or _('no date yet')}  {one.title}  ({', '.join(counts)})"


def listed_as_json(one: Listed) -> dict[str, Any]:
    """Return a line of the list as plain values."""
    return {
        "id": one.id,
        "title": one.title,
        "dates": [day.isoformat() for day in one.dates],
        "sessions": one.sessions,
        "groups": one.groups,
        "notes": one.notes,
        "documents": one.documents,
    }


def gathering_told(found: Shown) -> Iterator[str]:
    """Yield what is told of a gathering, line by line."""
    yield found.gathering.title
    about = [text for text in (found.gathering.theme, found.network) if text]
    if about:
        yield " · ".join(about)
    for one in found.occasions:
        yield ""
        yield from _occasion_told(found, one)
    yield ""
    yield _("Groups")
    for group in found.groups:
        yield "  " + _group_told(found, group)
    if found.polls:
        yield ""
        yield _("Polls")
        yield from (f"  {_poll_told(poll)}" for poll in found.polls)
    if found.documents:
        yield ""
        yield _("Documents")
        yield from (f"  {document.title} ({document.kind.value})" for document in found.documents)


def _occasion_told(found: Shown, one: OccasionShown) -> Iterator[str]:
    occasion = one.occasion
    facts = [occasion.date.isoformat(), occasion.zone, occasion.place]
    yield f"{occasion.title}: " + " · ".join(fact for fact in facts if fact)
    yield "  " + _rule_told(occasion)
    for slot in one.slots:
        indent = "    " if slot.part else "  "
        yield indent + _slot_told(found, occasion, slot)
        if slot.over:
            yield indent + "  ▲ " + _over_told(slot)


def _rule_told(occasion: Occasion) -> str:
    if occasion.rule_in_force is GroundRule.NOT_ANNOUNCED:
        return _("Nobody said what was agreed about quoting.")
    return _("Agreed about quoting: {rule}").format(rule=occasion.ground_rule.value)


def _slot_told(found: Shown, occasion: Occasion, slot: Slot) -> str:
    title = _title(found, slot)
    stretch = found.parts[slot.part] if slot.part else found.sessions[slot.session]
    if slot.end == slot.start:
        return _("{time}  {title} (no length yet)").format(time=_time(occasion, slot.start), title=title)
    times = f"{_time(occasion, slot.start)}–{_time(occasion, slot.end)}"
    told = f"{times}  {title} ({format_length(slot.end - slot.start)})"
    if stretch.fixed_start >= 0:
        told += _(", begins at a fixed time")
    if stretch.is_protected:
        told += _(", protected")
    return told


def _over_told(slot: Slot) -> str:
    several = ngettext(
        "{count} minute too long: what follows cannot begin at its time, or the session's length is too short",
        "{count} minutes too long: what follows cannot begin at its time, or the session's length is too short",
        slot.over,
    )
    return several.format(count=slot.over)


def _title(found: Shown, slot: Slot) -> str:
    if not slot.part:
        return found.sessions[slot.session].title
    part = found.parts[slot.part]
    names = ", ".join(found.names[one] for one in part.people if one in found.names)
    return " – ".join(text for text in (part.title or part.kind.value, names) if text)


def _time(occasion: Occasion, minutes: int) -> str:
    return wall_clock(occasion, minutes).strftime("%H:%M")


def _group_told(found: Shown, one: GroupShown) -> str:
    name = f"{found.sessions[one.group.session].key}/{one.group.key}"
    if not one.kept:
        return _("{title} ({name}): no notes yet").format(title=one.group.title, name=name)
    several = ngettext(
        "{title} ({name}): {kept} note kept, {unread} unread",
        "{title} ({name}): {kept} notes kept, {unread} unread",
        one.kept,
    )
    return several.format(title=one.group.title, name=name, kept=one.kept, unread=one.unread)


def _poll_told(poll: Poll) -> str:
    if poll.result is None:
        return _("{question} (no result yet)").format(question=poll.question)
    if poll.result.base < 0:
        return _("{question} (how many answered is not known)").format(question=poll.question)
    answered = ngettext("{question} ({count} answered)", "{question} ({count} answered)", poll.result.base)
    return answered.format(question=poll.question, count=poll.result.base)


def gathering_as_json(found: Shown) -> dict[str, Any]:
    """Return what is told of a gathering as plain values."""
    return {
        "id": found.gathering.id,
        "title": found.gathering.title,
        "theme": found.gathering.theme,
        "network": found.network,
        "occasions": [_occasion_as_json(found, one) for one in found.occasions],
        "groups": [_group_as_json(found, one) for one in found.groups],
        "polls": [_poll_as_json(poll) for poll in found.polls],
        "documents": [{"id": one.id, "title": one.title, "kind": one.kind.value} for one in found.documents],
    }


def _occasion_as_json(found: Shown, one: OccasionShown) -> dict[str, Any]:
    occasion = one.occasion
    return {
        "id": occasion.id,
        "key": occasion.key,
        "title": occasion.title,
        "date": occasion.date.isoformat(),
        "zone": occasion.zone,
        "place": occasion.place,
        "ground_rule": occasion.rule_in_force.value,
        "order": [_slot_as_json(found, occasion, slot) for slot in one.slots],
    }


def _slot_as_json(found: Shown, occasion: Occasion, slot: Slot) -> dict[str, Any]:
    return {
        "session": found.sessions[slot.session].key,
        "part": slot.part,
        "title": _title(found, slot),
        "kind": found.parts[slot.part].kind.value if slot.part else "session",
        "starts": _time(occasion, slot.start),
        "ends": _time(occasion, slot.end),
        "minutes": slot.end - slot.start,
        "over": slot.over,
    }


def _group_as_json(found: Shown, one: GroupShown) -> dict[str, Any]:
    return {
        "id": one.group.id,
        "key": one.group.key,
        "session": found.sessions[one.group.session].key,
        "title": one.group.title,
        "kind": one.group.kind.value,
        "note_taker": found.names.get(one.group.note_taker, ""),
        "kept": one.kept,
        "unread": one.unread,
    }


def _poll_as_json(poll: Poll) -> dict[str, Any]:
    figures: Sequence[int] = poll.result.counts or poll.result.permille if poll.result else ()
    is_counted = bool(poll.result and poll.result.counts)
    return {
        "id": poll.id,
        "key": poll.key,
        "question": poll.question,
        "session": poll.session,
        "base": poll.result.base if poll.result else -1,
        "unit": "people" if is_counted else "permille",
        "options": [
            {"text": option.text, "figure": figures[place] if place < len(figures) else None}
            for place, option in enumerate(poll.options)
        ],
    }
