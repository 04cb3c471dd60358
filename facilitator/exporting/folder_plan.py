"""gathering.toml: the network, the gathering and its plan as tables, keys in the order of docs/folder-format.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time

from facilitator.exporting.folder_content import FolderContent
from facilitator.exporting.folder_names import Names
from facilitator.exporting.folder_seats import Seating
from facilitator.exporting.folder_toml import Table, Value
from facilitator.importing.folder_fields import LONGEST_DAY
from facilitator.leaving_out import What
from sessions.agenda import Part, Session
from sessions.breakouts import Group, GroupKind
from sessions.gathering import Form, GroundRule, Occasion
from sessions.network import StandingText
from sessions.series import Series


def plan_tables(content: FolderContent, names: Names, seating: Seating) -> Iterator[Table]:
    """Yield the tables from the network to the last group."""
    writer = _Plan(content, names, seating)
    yield writer.network()
    yield from (writer.strand(number) for number in range(len(content.strands)))
    yield from (writer.standing_text(text) for text in _newest(content.standing_texts, names))
    yield from (writer.series(one) for one in content.series)
    yield writer.gathering()
    yield from (writer.occasion(one) for one in content.occasions)
    for session in content.sessions:
        yield writer.session(session)
        yield from (writer.part(part) for part in content.parts_of(session))
        yield from (writer.group(group) for group in content.groups_of(session))


def table(header: str, values: Mapping[str, Value | None], always: Iterable[str] = ()) -> Table:
    """Return a table of the values that say something."""
    kept = frozenset(always)
    pairs = ((key, value) for key, value in values.items() if value is not None)
    return Table(
        header, [(k, v) for k, v in pairs if k in kept or v is True or (v is not False and _says(v))]
    )


def _says(value: Value) -> bool:
    return isinstance(value, int | date | time) or len(value) > 0


class _Plan:
    """Writes tables; a key whose value is what would be read without it is left out."""

    def __init__(self, content: FolderContent, names: Names, seating: Seating) -> None:
        self._content = content
        self._names = names
        self._seating = seating

    def network(self) -> Table:
        """Return the table of the network."""
        network, names = self._content.network, self._names
        values: dict[str, Value | None] = {
            "name": names.text(network.name, is_needed=True),
            "about": names.text(network.about),
            "aims": names.texts(network.aims),
            "zone": network.zone,
            "language": network.language,
            "quote_marks": network.quote_marks.value,
            "convenors": names.persons(network.convenors),
            "keeps_notes_months": network.keeps_notes_months or None,
            "accents": network.accents,
        }
        return table("[network]", values)

    def strand(self, number: int) -> Table:
        """Return the table of a strand."""
        strand, names = self._content.strands[number], self._names
        values: dict[str, Value | None] = {
            "code": names.key(strand.id),
            "title": names.text(strand.title, is_needed=True),
            "question": names.text(strand.question),
        }
        return table("[[strand]]", values)

    def standing_text(self, text: StandingText) -> Table:
        """Return the table of a text that is carried into documents."""
        values: dict[str, Value | None] = {
            "key": text.key,
            "title": self._names.text(text.title),
            "words": self._names.text(text.words, is_needed=True),
            "version": text.version,
        }
        return table("[[standing_text]]", values)

    def series(self, series: Series) -> Table:
        """Return the table of a line of gatherings."""
        values: dict[str, Value | None] = {
            "key": self._names.key(series.id),
            "title": self._names.text(series.title, is_needed=True),
            "kind": series.kind.value,
            "led_by": self._names.persons(series.led_by),
            "strand": self._names.key(series.strand),
        }
        return table("[[series]]", values)

    def gathering(self) -> Table:
        """Return the table of the gathering."""
        gathering, names = self._content.gathering, self._names
        values: dict[str, Value | None] = {
            "title": names.text(gathering.title, is_needed=True),
            "theme": names.text(gathering.theme),
            "series": names.key(gathering.series),
            "form": None if gathering.form is Form.ONLINE else gathering.form.value,
        }
        return table("[gathering]", values)

    def occasion(self, occasion: Occasion) -> Table:
        """Return the table of an occasion."""
        names = self._names
        is_home = occasion.zone == self._content.network.zone
        rule = occasion.ground_rule
        values: dict[str, Value | None] = {
            "key": names.key(occasion.id),
            "title": names.text(occasion.title, is_needed=True),
            "date": occasion.date,
            "starts": self._clock(occasion.starts) if occasion.starts else None,
            "zone": None if is_home else occasion.zone,
            "place": names.text(occasion.place),
            "form": None if occasion.form is self._content.gathering.form else occasion.form.value,
            "ground_rule": None if rule is GroundRule.NOT_ANNOUNCED else rule.value,
            "announced_by": names.person(occasion.announced_by),
            "announced_at": self._clock(occasion.announced_at),
        }
        return table("[[occasion]]", values)

    def session(self, session: Session) -> Table:
        """Return the table of a session."""
        names = self._names
        values: dict[str, Value | None] = {
            "key": names.key(session.id),
            "occasion": names.key(session.occasion),
            "title": names.text(session.title, is_needed=True),
            "strand": names.key(session.strand),
            "led_by": names.persons(session.led_by),
            "chaired_by": names.person(session.chaired_by),
            "question": names.text(session.question),
            "why_now": names.text(session.why_now),
            "learnt": names.texts(session.learnt),
            "prompts": names.texts(session.prompts),
            "for_director": names.text(session.for_director),
            "materials": names.texts(session.materials),
            "sources": names.texts(session.sources),
            "length": self._length(session.length),
            "fixed_start": self._clock(session.fixed_start),
            "must_end": self._clock(session.must_end),
            "protected": session.is_protected,
        }
        names.tally.add(What.SOURCES, bool(session.source_notes))
        return table("[[session]]", values)

    def part(self, part: Part) -> Table:
        """Return the table of a part of a session."""
        values: dict[str, Value | None] = {
            "kind": part.kind.value,
            "title": self._names.text(part.title),
            "length": self._length(part.length),
            "people": self._names.persons(part.people),
            "fixed_start": self._clock(part.fixed_start),
            "protected": part.is_protected,
        }
        return table("[[session.part]]", values)

    def group(self, group: Group) -> Table:
        """Return the table of a group."""
        names = self._names
        is_usual = self._seating.is_usual(group)
        kind = group.kind
        survey = names.key(group.survey)
        if kind is GroupKind.SURVEY and not survey:
            # Comments of a survey that is not there are comments all the same.
            kind = GroupKind.CHAT
        values: dict[str, Value | None] = {
            "key": names.key(group.id),
            "kind": None if kind is GroupKind.BREAKOUT else kind.value,
            "break_wall": group.is_break_wall or None,
            "survey": survey if kind is GroupKind.SURVEY else None,
            "title": names.text(group.title, is_needed=True),
            "topic": names.text(group.topic),
            "leads": names.persons(group.leads),
            "note_taker": names.person(group.note_taker),
            "people": None if is_usual else names.persons(self._seating.sitting(group)),
        }
        return table("[[session.group]]", values, always=() if is_usual else ("people",))

    def _clock(self, minutes: int) -> time | None:
        if 0 <= minutes < LONGEST_DAY:
            return time(minutes // 60, minutes % 60)
        if minutes >= 0:
            self._names.tally.add(What.TIMES)
        return None

    def _length(self, minutes: int) -> str:
        if not 0 < minutes <= LONGEST_DAY:
            if minutes:
                self._names.tally.add(What.TIMES)
            return ""
        hours, rest = divmod(minutes, 60)
        return (
            (f"{hours}h{rest or ''}" if rest > 9 or not rest else f"{hours}h{rest:02}")
            if hours
            else f"{rest}m"
        )


def _newest(texts: Iterable[StandingText], names: Names) -> list[StandingText]:
    """Return the texts, of two with one key and version the later one."""
    found: dict[tuple[str, int], StandingText] = {}
    for text in texts:
        if (text.key, text.version) in found:
            names.tally.add(What.STANDING_TEXTS)
        found[text.key, text.version] = text
    return list(found.values())
