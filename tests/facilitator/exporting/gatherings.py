"""Gatherings made up by chance, and what of a gathering must be the same however it is stored."""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from facilitator.exporting.folder_content import FolderContent
from facilitator.exporting.runs import joined
from facilitator.importing.folder import Reading
from sessions.agenda import Part, PartKind, Session
from sessions.aims import Aim, Outcome
from sessions.breakouts import Group, GroupKind, Seat
from sessions.capture import Kept, Roster, kept_note, parse_line
from sessions.citations import Citation
from sessions.document import Block, BlockState, BlockType, Document, DocumentKind, Origin, Run, Source
from sessions.figures import Figure
from sessions.gathering import Form, Gathering, GroundRule, Occasion
from sessions.network import Network, QuoteMarks, StandingText, Strand
from sessions.notes import Certainty, Note, NoteKind, Permission, PermissionState, Span
from sessions.people import Attendance, AttendanceRole, ContactChoice, Level, Listing, Person, initials
from sessions.polls import Option, Poll, Result, Wording
from sessions.quotation import may_quote, quotations
from sessions.series import Series, SeriesKind
from sessions.surveys import Survey
from sessions.wording import same_words

LISTS = (BlockType.BULLETS, BlockType.NUMBERED)
_SEALS = re.compile(r"(?:(?<!\S)-[xX](?=\s|\Z).*)")
FIRST = (
    "Zoë",
    "Llŷr",
    "Séamus",
    "Ελευθερία",
    "Jørn",
    "Małgorzata",
    "Mei-Ling",
    "O’Neill",
    "Ann",
    "Bo",
    "Yıldız",
    "Дар’я",
)
LAST = (
    "Farquhar",
    "Ó Dubhghaill",
    "Iqbal-Hart",
    "van der Meulen",
    "Μανωλάκη",
    "Ann",
    "Nguyễn Thị Hoa",
    "Sjöö",
    "X",
)
WORDS = (
    "we", "baked", "don't", "members’", "'90s", "‘trust’", "“soup first”", '"soup first"', "@@", "#KH", "#1", "@ann",
    "@bo", "+Ana", "+Ana Brik", "-x", "- x", "by Friday", "by 3 Nov", "s/he", "s/a/b/", "!", "?", ">", "=", "/", "*",
    "e.g.", "eg", "...", "…", "Ann:", "bo:", "zq:", "\\", "\\#KH", "C:\\new", "5", "10:30", "é", "e\u0301", "🙂",
    "שלום", "—", "–", "(so)", "[sic]", "[…]", "`code`", "<b>", "&amp;", "~", "|", "\u2028", "\u00a0", "x.", "“", "”",
    "‘", "'", '"', "a * b", "_a_",
    "1.", "1)", "{#keys}", "http://a.example/b?c=d", "meg@a.example", "ﬁ", "İ", "\u200b",
)  # fmt: skip
TYPED = (
    "!",
    "?",
    ">",
    "=",
    "/",
    "*",
    "Ann: ",
    "Zoë: ",
    "?: ",
    "... ",
    "e.g. ",
    "\\",
    '"',
    "@ann ",
    "#KH ",
    ">@bo ",
    "+Cy Moss: ",
)
NETWORK, HERE = "net", "here"


class Chance:
    """Makes records up; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self._number = 0

    def id(self, kind: str) -> str:
        self._number += 1
        return f"{kind}-{self._number}"

    def rank(self) -> str:
        return f"{self._number:06d}"

    def some(self, values: Any, most: int) -> tuple:
        every = list(values)
        return tuple(self._dice.sample(every, self._dice.randint(0, min(most, len(every)))))

    def one(self, values: Any) -> Any:
        return self._dice.choice(list(values))

    def words(self, most: int = 8, between: tuple[str, ...] = (" ", " ", " ", "")) -> str:
        pieces = [self.one(WORDS) + self.one(between) for _ in range(self._dice.randint(1, most))]
        return "".join(pieces).strip() or "words"

    def text(self) -> str:
        """Return a text of a field: several lines perhaps."""
        return self.one(("", self.words(), self.words(), f"{self.words()}\n\n{self.words()}", "a\tb"))

    def texts(self) -> tuple[str, ...]:
        return tuple(self.words() for _ in range(self._dice.randint(0, 3)))

    def day(self) -> date:
        return date(2026, 1, 1) + timedelta(days=self._dice.randint(-400, 400))

    def day_or_none(self) -> date | None:
        return self.one((None, self.day()))

    def number(self, low: int, high: int) -> int:
        return self._dice.randint(low, high)

    def flag(self) -> bool:
        return self._dice.random() < 0.3


def made_up(seed: int) -> FolderContent:
    """Return a gathering that a folder can hold."""
    chance = Chance(seed)
    people = _people(chance)
    ids = [person.id for person in people]
    strands = tuple(
        Strand(chance.id("strand"), NETWORK, code, chance.words(), chance.text(), chance.rank())
        for code in ("KH", "PW")
    )
    series = tuple(_series(chance, key, ids, strands) for key in chance.some(("annual", "a-cell"), 2))
    gathering = Gathering(
        HERE,
        NETWORK,
        chance.words(),
        chance.text(),
        chance.one(("", *(one.id for one in series))),
        chance.one(Form),
    )
    occasions = tuple(_occasion(chance, key, ids) for key in ("dinner", "day")[: chance.number(1, 2)])
    attendances = tuple(_attendances(chance, people, occasions))
    sessions = [_session(chance, f"s{n}", occasions, ids, strands) for n in range(chance.number(1, 3))]
    order = {occasion.id: at for at, occasion in enumerate(occasions)}
    sessions.sort(key=lambda session: order[session.occasion])
    surveys = tuple(_survey(chance, key, sessions) for key in chance.some(("before", "after"), 2))
    parts = tuple(_part(chance, session, ids) for session in sessions for _ in range(chance.number(0, 3)))
    groups = [
        _group(chance, session, f"g{n}", ids, surveys)
        for session in sessions
        for n in range(chance.number(0, 3))
    ]
    seats, notes = _notes(chance, groups, people, strands, parts)
    said = [words for note in notes for words in note.verbatim]
    quotable = [
        note for note in notes if any(sum(same_words(one, two) for two in said) == 1 for one in note.verbatim)
    ]
    asked = chance.some(quotable, 4)
    notes = [
        dataclasses.replace(one, certainty=chance.one(Certainty)) if one in asked else one for one in notes
    ]
    marks = chance.one(QuoteMarks)
    document, blocks = _draft(chance, sessions, marks)
    return FolderContent(
        network=Network(
            NETWORK, chance.words(), chance.text(), chance.texts(), chance.some(ids, 2), "Europe/Dublin", "cy",
            marks, chance.number(0, 30),
        ),
        gathering=gathering, strands=strands, series=series, occasions=occasions, sessions=tuple(sessions), parts=parts,
        standing_texts=tuple(
            StandingText(chance.id("text"), NETWORK, key, chance.text(), chance.words(), chance.number(1, 3))
            for key in chance.some(("about", "vision"), 2)
        ),
        groups=tuple(groups), people=people, attendances=attendances, seats=tuple(seats), notes=tuple(notes),
        surveys=surveys, polls=tuple(_polls(chance, sessions, surveys)),
        figures=tuple(
            Figure(chance.id("f"), NETWORK, "members", chance.words(), chance.number(-9, 999), date(2020 + n, 3, 31),
                   chance.text(), chance.text(), chance.rank()) for n in range(chance.number(0, 3))
        ),
        aims=tuple(
            Aim(chance.id("aim"), NETWORK, chance.words(), chance.text(), chance.day_or_none(), chance.text(),
                chance.text(), chance.one(Outcome), chance.text(), chance.rank()) for _ in range(chance.number(0, 2))
        ),
        citations=tuple(
            Citation(chance.id("c"), HERE, chance.words(), chance.words(), chance.words(),
                     chance.one(("", *(one.id for one in sessions))), chance.text(), chance.rank())
            for _ in range(chance.number(0, 2))
        ),
        draft=document, blocks=tuple(blocks),
        answers={
            note.id: Permission(chance.id("p"), note.id, f"{note.id}-words", chance.one(PermissionState),
                                chance.one(Level), chance.text(), chance.text(), chance.one((0, 1_790_000_000_000)))
            for note in asked if chance.flag()
        },
        choices={note.id: chance.one(Level) for note in asked if chance.flag()},
    )  # fmt: skip


def _people(chance: Chance) -> tuple[Person, ...]:
    names = dict.fromkeys(f"{chance.one(FIRST)} {chance.one(LAST)}" for _ in range(chance.number(1, 9)))
    return tuple(
        Person(
            chance.id("person"), name, tuple(word.replace(";", "") for word in chance.some(("Annie", "B O", "Ζ"), 2)),
            chance.text(), chance.text(), chance.text(), chance.text(), chance.text(), chance.text(),
            chance.one(Listing), chance.one(Level), chance.text(), chance.one(ContactChoice),
        )
        for name in names
    )  # fmt: skip


def _series(chance: Chance, key: str, ids: list[str], strands: tuple[Strand, ...]) -> Series:
    strand = chance.one(("", *(one.id for one in strands)))
    return Series(
        chance.id("series"),
        NETWORK,
        key,
        chance.words(),
        chance.one(SeriesKind),
        chance.some(ids, 2),
        strand,
        chance.rank(),
    )


def _occasion(chance: Chance, key: str, ids: list[str]) -> Occasion:
    return Occasion(
        chance.id("occasion"), HERE, key, chance.words(), chance.day(), chance.one(("Europe/Dublin", "Asia/Tokyo")),
        chance.number(0, 1439), chance.text(), chance.one(GroundRule), chance.one(("", *ids)),
        chance.number(-1, 1439), chance.rank(), chance.one(Form),
    )  # fmt: skip


def _attendances(
    chance: Chance, people: tuple[Person, ...], occasions: tuple[Occasion, ...]
) -> Iterator[Attendance]:
    for person in people:
        came = chance.some(occasions, 2)
        for occasion in occasions:
            if occasion in came:
                words = chance.text().replace("|", "/")
                role = chance.one(AttendanceRole)
                yield Attendance(chance.id("at"), occasion.id, person.id, role, words, chance.flag())


def _session(
    chance: Chance, key: str, occasions: tuple[Occasion, ...], ids: list[str], strands: tuple[Strand, ...]
) -> Session:
    return Session(
        chance.id("session"), chance.one(occasions).id, key, chance.words(), chance.one(("", strands[0].id)),
        chance.some(ids, 2), chance.one(("", *ids)), chance.text(), chance.text(), chance.texts(), chance.texts(),
        chance.one((0, 5, 60, 75, 61, 1440)), chance.rank(), chance.text(), chance.texts(), chance.texts(),
        chance.number(-1, 1439), chance.flag(),
    )  # fmt: skip


def _part(chance: Chance, session: Session, ids: list[str]) -> Part:
    return Part(
        chance.id("part"), session.id, chance.one(PartKind), chance.text(), chance.number(0, 100), chance.some(ids, 2),
        chance.number(-1, 1439), chance.flag(), chance.rank(),
    )  # fmt: skip


def _group(chance: Chance, session: Session, key: str, ids: list[str], surveys: tuple[Survey, ...]) -> Group:
    kind = chance.one(GroupKind if surveys else [kind for kind in GroupKind if kind is not GroupKind.SURVEY])
    survey = chance.one(surveys).id if kind is GroupKind.SURVEY else ""
    return Group(
        chance.id("group"), session.id, key, chance.words(), kind, chance.text(), chance.some(ids, 2),
        chance.one(("", *ids)), chance.rank(), survey,
    )  # fmt: skip


def _survey(chance: Chance, key: str, sessions: list[Session]) -> Survey:
    opened = chance.day_or_none()
    return Survey(
        chance.id("survey"), HERE, key, chance.words(), chance.one(("", *(one.id for one in sessions))), chance.text(),
        chance.one((-1, 500)), chance.one((-1, 0, 96)), opened, opened and opened + timedelta(days=9), chance.text(),
        chance.rank(),
    )  # fmt: skip


def _polls(chance: Chance, sessions: list[Session], surveys: tuple[Survey, ...]) -> Iterator[Poll]:
    earlier = ""
    for number in range(chance.number(0, 3)):
        options = tuple(
            Option(f"o{number}-{n}", f"{n} {chance.words()}", chance.text())
            for n in range(chance.number(1, 4))
        )
        counts = tuple(chance.number(0, 9) for _ in options)
        permille = tuple(chance.number(0, 1000) for _ in options)
        result = chance.one(
            (
                None,
                Result(counts, (), chance.one((sum(counts), sum(counts) + 3)), chance.text()),
                Result((), permille, chance.one((-1, 50)), chance.text()),
            )
        )
        if result is not None and not any(result.counts or result.permille):
            result = None
        session = chance.one(("", *(one.id for one in sessions)))
        survey = "" if session else chance.one(("", *(one.id for one in surveys)))
        repeats = chance.one(("", earlier))
        poll = Poll(
            chance.id("poll"), HERE, session, f"poll {number}", chance.words(), chance.day(), options, result,
            repeats, chance.one(Wording) if repeats else Wording.SAME, survey,
        )  # fmt: skip
        earlier = poll.id
        yield poll


def _notes(
    chance: Chance, groups: list[Group], people: tuple[Person, ...], strands: tuple[Strand, ...],
    parts: tuple[Part, ...],
) -> tuple[list[Seat], list[Note]]:  # fmt: skip
    every_seat: list[Seat] = []
    every_note: list[Note] = []
    by_id = {person.id: person for person in people}
    for group in groups:
        hosts = dict.fromkeys((*group.leads, *filter(None, [group.note_taker])))
        sitting = dict.fromkeys((*chance.some(by_id, 5), *hosts))
        seats = [_seat(chance, group, by_id[one]) for one in sitting]
        known = {seat.id: by_id[seat.person].also_known_as for seat in seats}
        notes: list[Note] = []
        for _ in range(chance.number(0, 8)):
            roster = Roster(tuple(seats), strands, known)
            kept = parse_line(chance.one(("", *TYPED)) + chance.one(("", *TYPED)) + _spoken(chance), roster)
            if not isinstance(kept, Kept) or kept.is_off_record or kept.goes_on:
                continue
            # One who comes in by the very line in which a name is in doubt: with them here, the doubt is another.
            if len(kept.added) > 1 or (kept.added and kept.asked_speaker):
                continue
            for name in kept.added:
                seats.append(Seat(chance.id("seat"), group.id, name, initials(name), rank=chance.rank()))
            if kept.is_said_by_added:
                kept = dataclasses.replace(kept, said_by=seats[-len(kept.added)].id, is_said_by_added=False)
            if kept.words:
                note = kept_note(kept, id=chance.id("note"), group=group.id, rank=chance.rank())
                notes.append(note)
        for _ in range(chance.number(0, 3)):
            notes.append(_raw_note(chance, group, seats, strands))
        usual = Certainty.WRITTEN if group.kind is GroupKind.SURVEY else Certainty.HEARD
        reflecting = _reflecting(group, parts)
        for note in notes:
            speaker = next((seat.person for seat in seats if seat.id == note.said_by), "")
            is_reflection = note.kind is NoteKind.POINT and speaker in reflecting
            kind = NoteKind.REFLECTION if is_reflection else note.kind
            every_note.append(dataclasses.replace(note, certainty=usual, kind=kind))
        every_seat += seats
    return every_seat, every_note


def _reflecting(group: Group, parts: tuple[Part, ...]) -> set[str]:
    if group.kind is not GroupKind.PLENARY:
        return set()
    here = [part for part in parts if part.session == group.session]
    asked = {one for part in here if part.kind is PartKind.REFLECTIONS for one in part.people}
    return asked - {one for part in here if part.kind is PartKind.SPEAKER for one in part.people}


def _spoken(chance: Chance) -> str:
    """Return a line or two; -x at the end of the first would put both off the record, and no file can help it."""
    last = chance.words(6)
    return chance.one((last, f"{_SEALS.sub('', chance.words(6))}\n{last}"))


def _seat(chance: Chance, group: Group, person: Person) -> Seat:
    return Seat(
        chance.id("seat"), group.id, person.name, initials(person.name), person.id,
        person.quoted_as < Level.NAMED, chance.rank(),
    )  # fmt: skip


def _raw_note(chance: Chance, group: Group, seats: list[Seat], strands: tuple[Strand, ...]) -> Note:
    """Return a note as it could be after it was edited: words that would be read as marks, of any kind."""
    words = f"w {_spoken(chance)}".replace('"', "").replace("@", "").replace("+", "").replace("-x", "")
    words = "\n".join(row.strip() for row in words.split("\n") if row.strip()).replace("#", "")
    words = words.replace("by ", "by the ")
    spans = tuple(Span(*one) for one in quotations(words).stretches) if may_quote(words) else ()
    return Note(
        chance.id("note"), group.id, words,
        kind=chance.one((NoteKind.POINT, NoteKind.KEY_MESSAGE, NoteKind.QUESTION, NoteKind.DECISION, NoteKind.EXAMPLE)),
        spans=spans, said_by=chance.one(("", *(seat.id for seat in seats))),
        strands=tuple(one.id for one in strands if chance.flag()), is_worth_quoting=chance.flag(), rank=chance.rank(),
    )  # fmt: skip


def _draft(chance: Chance, sessions: list[Session], marks: QuoteMarks) -> tuple[Document | None, list[Block]]:
    if chance.flag():
        return None, []
    document = Document(
        "draft", HERE, DocumentKind.DRAFT, chance.words(), language="cy", quote_marks=marks,
        circulated=chance.day_or_none(), circulated_to=chance.text(),
    )  # fmt: skip
    blocks: list[Block] = []
    for _ in range(chance.number(1, 8)):
        kind = chance.one((BlockType.HEADING, BlockType.PARAGRAPH, *LISTS, BlockType.PULL_QUOTE))
        is_heading = kind is BlockType.HEADING
        about = chance.one(("", *(one.id for one in sessions))) if is_heading else ""
        body = () if kind in LISTS else _runs(chance, may_break=not is_heading)
        block = Block(
            chance.id("block"), document.id, kind, rank=chance.rank(), body=body, about=about,
            level=chance.number(1, 6) if is_heading else 0, state=BlockState.OWN,
        )  # fmt: skip
        blocks.append(block)
        for _ in range(chance.number(1, 3) if kind in LISTS else 0):
            item = Block(
                chance.id("block"), document.id, BlockType.ITEM, block.id, chance.rank(), _runs(chance, may_break=True),
                state=BlockState.OWN,
            )  # fmt: skip
            blocks.append(item)
    return document, blocks


def _runs(chance: Chance, *, may_break: bool) -> tuple[Run, ...]:
    """Return runs as reading makes them: no two alike side by side, no space at an end but in a plain one."""
    own = Source(Origin.OWN)
    found: list[Run] = []
    for number in range(chance.number(1, 4)):
        look = (
            chance.flag(),
            chance.flag(),
            chance.one(("", "", "https://a.example/b", "https://a.example/c?d=e")),
        )
        bold, italic, link = look if number % 2 else (False, False, "")
        text = " ".join(_plain(chance.words(3)).split())
        if may_break and chance.flag():
            text += f"\n{' '.join(_plain(chance.words(3)).split())}"
        space = chance.one((" ", "")) if number % 2 == 0 else ""
        found.append(Run(f"{space if number else ''}{text}{space}", own, bold, italic, link=link))
    last = found[-1]
    found[-1] = dataclasses.replace(last, text=last.text.rstrip())
    return tuple(joined(found, lambda run: (run.bold, run.italic, run.link)))


def _plain(text: str) -> str:
    return text.replace("\u2028", "").replace("\u00a0", "").strip() or "a"


def content_of(reading: Reading) -> FolderContent:
    """Return what was read from a folder, as it would be written again."""
    assert reading.network is not None
    assert reading.gathering is not None
    answers = {
        one.note_id: Permission(
            "", one.note_id, "", one.state, one.level, one.how, one.by, _noon(one.at_date)
        )
        for one in reading.permissions
    }
    fields = {field.name for field in dataclasses.fields(FolderContent)} - {"blocks", "answers", "choices"}
    return FolderContent(
        **{name: getattr(reading, name) for name in fields},
        blocks=reading.draft_blocks,
        answers=answers,
        choices={one.note: one.level for one in reading.print_choices},
    )


def _noon(day: date | None) -> int:
    return 0 if day is None else (day - date(1970, 1, 1)).days * 86_400_000 + 43_200_000


ASIDE = frozenset(
    {"id", "rank", "line", "kept_at", "words_op", "words_ops", "report_rank", "moved_from", "at"}
)


def digest(content: FolderContent) -> dict[str, list[Any]]:
    """Return all that matters of a gathering: its records with names in place of ids, in order, without ranks."""
    labels = dict(_labels(content))

    def plain(thing: Any) -> Any:
        if isinstance(thing, str) and type(thing) is str:
            return labels.get(thing, thing)
        if isinstance(thing, tuple):
            return [plain(one) for one in thing]
        if dataclasses.is_dataclass(thing):
            return {
                field.name: plain(getattr(thing, field.name))
                for field in dataclasses.fields(thing)
                if field.name not in ASIDE
            }
        return thing

    found: dict[str, list[Any]] = {}
    for field in dataclasses.fields(content):
        value = getattr(content, field.name)
        if isinstance(value, dict):
            found[field.name] = sorted((labels[key], repr(plain(one))) for key, one in value.items())
        else:
            found[field.name] = plain(value if isinstance(value, tuple) else (value,))
    days = {labels[note]: answer.at // 86_400_000 for note, answer in content.answers.items()}
    return {**found, "days": sorted(days.items())}


def _labels(content: FolderContent) -> Iterator[tuple[str, str]]:
    yield content.network.id, "network"
    yield content.gathering.id, "gathering"
    for kind in (
        "strands",
        "series",
        "occasions",
        "sessions",
        "groups",
        "people",
        "surveys",
        "polls",
        "blocks",
        "notes",
    ):
        for number, record in enumerate(getattr(content, kind)):
            yield record.id, f"{kind} {number}"
    groups = {group.id: number for number, group in enumerate(content.groups)}
    for seat in content.seats:
        yield seat.id, f"seat {groups[seat.group]} {seat.shown}"
    if content.draft:
        yield content.draft.id, "draft"
