"""Patterns of gatherings: what a first plan says, with questions worth asking and places to fill in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from typing import Any

from facilitator import paths
from facilitator.keys import keys_for
from facilitator.pen import Pen
from facilitator.plan_content import Content, plenary_of
from sessions.agenda import FLOWS, Part, PartKind, Session, parse_length
from sessions.breakouts import Group, GroupKind
from sessions.errors import DomainError
from sessions.gathering import Form, GroundRule, Occasion

_TEXTS = ("question", "why_now", "for_director")
_LISTS = ("learnt", "prompts", "materials")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A kind of gathering: its name for commands, its title, what it is for in a sentence, and its plan."""

    name: str
    title: str
    told: str
    starts: int
    form: Form
    ground_rule: GroundRule
    ends_after: int
    sessions: tuple[Mapping[str, Any], ...]


def patterns(language: str = "en") -> tuple[Pattern, ...]:
    """Return every pattern, the largest first."""
    files = sorted((paths.templates(language) / "patterns").glob("*.toml"))
    found = [_read(file.stem, tomllib.loads(file.read_text("utf-8"))) for file in files]
    return tuple(sorted(found, key=lambda one: -one.ends_after))


def pattern(name: str, language: str = "en") -> Pattern:
    """Return a pattern by its name; raises DomainError ``pattern_unknown``, which names those there are."""
    every = {one.name: one for one in patterns(language)}
    if name not in every:
        raise DomainError("pattern_unknown", name=name, patterns=", ".join(every))
    return every[name]


def _read(name: str, told: Mapping[str, Any]) -> Pattern:
    starts = told["starts"]
    return Pattern(
        name=name,
        title=told["title"],
        told=told["told"],
        starts=starts.hour * 60 + starts.minute,
        form=Form(told["form"]),
        ground_rule=GroundRule(told["ground_rule"]),
        ends_after=parse_length(told["ends_after"]),
        sessions=tuple(told["session"]),
    )


def content_of(found: Pattern, occasion: Occasion, groups: Sequence[str], pen: Pen) -> Content:
    """Return the plan of a pattern; ``groups`` are titles that go before the numbered ones of the first breakouts."""
    keys = keys_for([one["title"] for one in found.sessions], "session")
    made = [
        replace(_session(one, occasion, found, pen), key=key, rank=rank)
        for one, key, rank in zip(found.sessions, keys, pen.ranks(len(keys)), strict=True)
    ]
    parts: list[Part] = []
    every: list[Group] = []
    titles = tuple(groups)
    for one, session in zip(found.sessions, made, strict=True):
        parts += _parts(one, session, pen)
        every += _groups(one, session, titles if one.get("groups") else (), pen)
        titles = () if one.get("groups") else titles
    return Content((occasion,), tuple(made), tuple(parts), tuple(every))


def _session(told: Mapping[str, Any], occasion: Occasion, found: Pattern, pen: Pen) -> Session:
    texts: dict[str, str] = {name: told.get(name, "") for name in _TEXTS}
    lists: dict[str, tuple[str, ...]] = {name: tuple(told.get(name, ())) for name in _LISTS}
    return Session(
        id=pen.new_id(),
        occasion=occasion.id,
        key="",
        title=told["title"],
        length=parse_length(told["length"]) if "length" in told else 0,
        is_protected=told.get("protected", False),
        must_end=occasion.starts + found.ends_after if told.get("ends") else FLOWS,
        question=texts["question"],
        why_now=texts["why_now"],
        for_director=texts["for_director"],
        learnt=lists["learnt"],
        prompts=lists["prompts"],
        materials=lists["materials"],
    )


def _parts(told: Mapping[str, Any], session: Session, pen: Pen) -> list[Part]:
    listed = told.get("part", ())
    return [
        Part(
            pen.new_id(),
            session.id,
            PartKind(one["kind"]),
            one.get("title", ""),
            parse_length(one["length"]),
            is_protected=one.get("protected", False),
            rank=rank,
        )
        for one, rank in zip(listed, pen.ranks(len(listed)), strict=True)
    ]


def _groups(told: Mapping[str, Any], session: Session, titles: Sequence[str], pen: Pen) -> list[Group]:
    numbered = [_("Group {number}").format(number=number) for number in range(1, told.get("groups", 0) + 1)]
    called = list(titles) or numbered
    ranks = pen.ranks(len(called) + 2)
    keys = keys_for(called, "group", ("plenary", "chat"))
    made = [replace(plenary_of(session, pen), rank=ranks[0])]
    made += [
        Group(pen.new_id(), session.id, key, title, rank=rank)
        for title, key, rank in zip(called, keys, ranks[1:-1], strict=True)
    ]
    if told.get("chat"):
        made.append(Group(pen.new_id(), session.id, "chat", _("The chat"), GroupKind.CHAT, rank=ranks[-1]))
    return made
