"""Random histories of four devices, and everything that must be true of each of them."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sessions import journal, permission, undo
from sessions.edits import Edit, delete, redact, restore, settle
from sessions.may import Role
from sessions.notes import Permission, PermissionState
from sessions.ops import CREATION, DELETED, REDACTED, Arrival, Entry, Op, OpState, is_blank
from sessions.people import Level
from tests.sessions.world import Device, Hub, Ids, Pack

SHARED = ("gathering:1", "group:1", "group:2", "desk:1")
WORDS_FIELDS = ("words", "said_by")


class Broken(AssertionError):
    """A promise of the op model that a history broke."""


def promise(holds: bool, what: str) -> None:
    """Fail the history unless a promise holds."""
    if not holds:
        raise Broken(what)


@dataclass
class History:
    """One seeded run: acts, packs, more acts, a full exchange, a hub, and the promises in between."""

    seed: int
    rng: random.Random = field(init=False)
    devices: list[Device] = field(init=False)
    off_record: dict[str, str] = field(default_factory=dict)
    redacted: set[tuple[str, str]] = field(default_factory=set)
    words_of: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    known_at_delete: dict[str, set[str]] = field(default_factory=dict)
    every_op: dict[str, Entry] = field(default_factory=dict)
    count: int = 0

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)
        ids = Ids(self.rng)
        self.ids = ids
        self.devices = [
            Device("amal", Role.CONVENOR, SHARED, ids),
            Device("bea", Role.CONVENOR, SHARED, ids),
            Device("cai", Role.NOTE_TAKER, ("group:1",), ids),
            Device("dee", Role.NOTE_TAKER, ("group:2",), ids),
        ]

    # -- acts ---------------------------------------------------------------------------------------------

    def word(self, record: tuple[str, str] | None = None) -> str:
        self.count += 1
        said = f"word{self.count:05d}z"
        if record:
            self.words_of.setdefault(record, set()).add(said)
        return said

    def act(self, device: Device) -> None:
        """Do one thing at random on one device, and see that it can be taken back."""
        doing = self.rng.choice(
            [self.keep, self.keep, self.edit, self.edit, self.edit, self.retag, self.drop, self.bring_back]
            + [self.move, self.keep_off_record, self.take_off_record, self.forget, self.answer]
            + [self.undo_old, self.settle_clash, self.import_file, self.twice]
        )
        before = device.snapshot(tombstones=False)
        held = len(device.store.home)
        doing(device)
        self.remember(device)
        is_plain = doing in (
            self.keep,
            self.edit,
            self.retag,
            self.drop,
            self.bring_back,
            self.move,
            self.twice,
        )
        if is_plain and len(device.store.home) > held and self.rng.random() < 0.5:
            self.there_and_back(device, before)

    def there_and_back(self, device: Device, before: Any) -> None:
        """Undo the act just made and redo it: views as before, and as after."""
        stacks = undo.stacks(device.mine)
        after = device.snapshot(tombstones=False)
        promise(device.undo(stacks.undo[-1]), "the last act can be undone")
        promise(device.snapshot(tombstones=False) == before, "undo leaves views as before")
        stacks = undo.stacks(device.mine)
        promise(device.undo(stacks.redo[-1]), "an undone act can be redone")
        promise(device.snapshot(tombstones=False) == after, "redo leaves views as after")
        self.remember(device)

    def remember(self, device: Device) -> None:
        for entry in device.store.all_entries():
            if entry.op.op_id not in self.every_op and entry.origin is Arrival.HERE:
                self.every_op[entry.op.op_id] = entry
                if entry.op.field == DELETED:
                    of_record = device.store.entries(entry.op.kind, entry.op.id)
                    self.known_at_delete[entry.op.op_id] = {e.op.op_id for e in of_record}

    def pick(self, device: Device, *, live: bool = True, scopes: Collection[str] | None = None) -> Any:
        found = [
            view
            for view in device.views(scopes if scopes is not None else device.scopes)
            if view.kind == "note" and bool(view.deleted) is not live
        ]
        found.sort(key=lambda view: view.id)
        return self.rng.choice(found) if found else None

    def group(self, device: Device) -> str:
        return self.rng.choice(sorted(s for s in device.scopes if s.startswith("group:")))

    def note(self, record_id: str, scope: str, **more: Any) -> Edit:
        words = self.word(("note", record_id))
        fields = {"words": words, "said_by": "", "kind": "point", "rank": "m", "moved_from": ""}
        return Edit("note", record_id, {**fields, **more}, scope)

    def keep(self, device: Device) -> None:
        device.act([self.note(self.ids.new("n"), self.group(device))], "note.keep")

    def edit(self, device: Device) -> None:
        view = self.pick(device)
        if view and not is_blank(view.fields["words"]):
            words = self.word(("note", view.id))
            device.act([Edit("note", view.id, {"words": words})], "note.edit")

    def retag(self, device: Device) -> None:
        if view := self.pick(device):
            kind = self.rng.choice(["point", "question", "example"])
            device.act([Edit("note", view.id, {"kind": kind, "rank": self.ids.new("r")})], "note.retag")

    def twice(self, device: Device) -> None:
        """Set two fields of two notes in one act, so that undo has several records to mend."""
        first, second = self.pick(device), self.pick(device)
        if first and second and first.id != second.id:
            device.act(
                [Edit("note", v.id, {"rank": self.ids.new("r")}) for v in (first, second)], "note.sort"
            )

    def drop(self, device: Device) -> None:
        if view := self.pick(device):
            device.act([delete("note", view.id)], "note.delete")

    def bring_back(self, device: Device) -> None:
        view = self.pick(device, live=False)
        if view and not view.moved_to and not view.redacted:
            device.act([restore("note", view.id)], "note.restore")

    def move(self, device: Device) -> None:
        """Move a note to the other group: only somebody with both groups can."""
        view = self.pick(device, scopes=("group:1", "group:2"))
        if view and device.role is Role.CONVENOR and not view.redacted:
            to = "group:2" if view.scope == "group:1" else "group:1"
            self.copy(device, view, to, [])

    def copy(self, device: Device, view: Any, to: str, more: list[Edit]) -> None:
        copy_id = self.ids.new("n")
        fields = {name: value for name, value in view.fields.items() if name != DELETED}
        self.words_of.setdefault(("note", copy_id), set()).add(str(fields["words"]))
        made = Edit("note", copy_id, {**fields, "moved_from": view.id}, to)
        verb = "off_the_record" if more else "note.move"
        device.act([made, delete("note", view.id, why="moved", to=copy_id), *more], verb)

    def keep_off_record(self, device: Device) -> None:
        record_id = self.ids.new("n")
        edit = self.note(record_id, device.private)
        self.off_record[str(edit.fields["words"])] = device.name
        device.act([edit], "note.keep")

    def take_off_record(self, device: Device) -> None:
        view = self.pick(device)
        if view and not view.redacted and not view.clashes:
            self.copy(device, view, device.private, [redact("note", view.id, *WORDS_FIELDS)])
            self.redacted.add(("note", view.id))

    def forget(self, device: Device) -> None:
        if self.rng.random() < 0.4 and (view := self.pick(device)):
            change = device.act([redact("note", view.id, *WORDS_FIELDS)], "words.remove")
            self.redacted.add(("note", view.id))
            promise(not device.undo(change.act), "a redaction cannot be undone")

    def answer(self, device: Device) -> None:
        view = self.pick(device)
        if not view:
            return
        standing = permission.standing(answers_on(device, view.id))
        follows = [p.id for p in standing if self.rng.random() < 0.6]
        fields = {
            "note": view.id,
            "words_op": view.heads["words"][0],
            "state": self.rng.choice(["asked", "given", "given", "refused", "withdrawn"]),
            "level": self.rng.choice([1, 2, 3, 4]),
            "follows": follows,
        }
        change = device.act([Edit("permission", self.ids.new("p"), fields, view.scope)], "answers.enter")
        promise(not device.undo(change.act), "an answer cannot be undone")

    def undo_old(self, device: Device) -> None:
        """Undo or redo whatever is next; a refusal leaves everything as it was."""
        stacks = undo.stacks(device.mine)
        found = stacks.redo if self.rng.random() < 0.3 else stacks.undo
        if not found:
            return
        before = device.snapshot()
        others = {e.op.op_id for e in device.store.all_entries() if e.origin is not Arrival.HERE}
        if not device.undo(found[-1]):
            promise(device.snapshot() == before, "a refused undo changes nothing")
            return
        for change_op in (
            e.op for e in device.store.all_entries() if e.op.change_id == device.mine[-1].change_id
        ):
            covered = set(change_op.base) & others
            promise(not covered, "undo never takes back what somebody else did since")

    def settle_clash(self, device: Device) -> None:
        clashing = [v for v in device.views(device.scopes) if "words" in v.clashes and not v.redacted]
        if clashing:
            view = self.rng.choice(sorted(clashing, key=lambda v: v.id))
            words = self.word(("note", view.id))
            device.act([settle("note", view.id, "words", words)], "clash.settle")
            now = device.view("note", view.id)
            promise(now is not None and "words" not in now.clashes, "a settled clash is settled")

    def import_file(self, device: Device) -> None:
        """Import a file in several Changes; what came of it shows when the last one is there."""
        file = self.rng.randrange(3)
        act = self.ids.new("a")
        scope = self.group(device)
        if any(device.view("note", f"file{file}-{scope}-{n}") for n in range(2)):
            return
        shown = len(device.views())
        for n in range(2):
            record_id = f"file{file}-{scope}-{n}"
            self.words_of.setdefault(("note", record_id), set()).add(f"line{file}{n}")
            fields = {
                "words": f"line{file}{n}",
                "said_by": "",
                "kind": "point",
                "rank": "m",
                "moved_from": "",
            }
            device.act([Edit("note", record_id, fields, scope)], "file.import", act=act)
            promise(len(device.views()) == shown, "an unfinished import is hidden")
        if self.rng.random() < 0.9:
            device.act([], journal.ACT_DONE, act=act)
            promise(len(device.views()) == shown + 2, "a finished import is shown whole")

    # -- exchange -----------------------------------------------------------------------------------------

    def send(self, giver: Device, taker: Device, *, partial: bool = True) -> None:
        """Hand over a pack, perhaps only some of its Changes, in any order, and hand it over again."""
        scopes = giver.scopes & taker.scopes
        chosen = {c for c in giver.store.changes if not partial or self.rng.random() < 0.6}
        pack = giver.pack(scopes, lambda change: change.change_id in chosen)
        self.rng.shuffle(pack)
        text = repr(pack)
        promise("private:" not in text, "a private scope never travels")
        taker.merge(pack)
        seen = taker.snapshot()
        self.rng.shuffle(pack)
        taker.merge(pack)
        promise(taker.snapshot() == seen, "a pack taken twice changes nothing")

    def exchange_all(self) -> None:
        for _ in range(2):
            for giver in self.devices:
                for taker in self.devices:
                    if giver is not taker:
                        self.send(giver, taker, partial=False)

    # -- promises -----------------------------------------------------------------------------------------

    def check_equal(self) -> None:
        amal = self.devices[0]
        for other in self.devices[1:]:
            common = amal.scopes & other.scopes
            promise(amal.digest(common) == other.digest(common), "devices that hold the same ops agree")
            promise(amal.snapshot(common) == other.snapshot(common), "they show the same clashes")

    def check_words(self, *only: Device) -> None:
        """No redacted word, and no word of somebody else's private notes, is in any journal."""
        for device in only or self.devices:
            held = device.bytes()
            for words, owner in self.off_record.items():
                promise(owner == device.name or words not in held, "off the record reaches nobody")
            shared = repr([e for e in device.store.all_entries() if not journal.is_private(e.op.scope)])
            for kind, record_id in self.redacted:
                if not any(e.op.field == REDACTED for e in device.store.entries(kind, record_id)):
                    continue
                entries = repr(device.store.entries(kind, record_id))
                gone = not any(words in entries for words in self.words_of.get((kind, record_id), ()))
                promise(gone, "redacted words are gone wherever the redaction came")
            promise("private:" not in shared, "only private ops name a private scope")

    def check_oracle(self, device: Device) -> None:
        """Compare with a second, slow telling of the rules over everything that was ever made."""
        for view in device.views(device.scopes):
            if view.kind != "note":
                continue
            entries = [e for e in device.store.entries(view.kind, view.id) if e.op.scope == view.scope]
            live = [e for e in entries if e.state is not OpState.REJECTED]
            for name, value in view.fields.items():
                told = _told(live, name)
                promise(value == told[0], f"the greatest head wins {name}")
                shown = list(view.clashes.get(name, (value,)))
                if name != DELETED:
                    promise(
                        sorted(map(repr, shown)) == sorted({repr(v) for v in told}), "every clash is shown"
                    )

    def check_deletions(self, device: Device) -> None:
        for view in device.views(device.scopes):
            if view.kind == "note" and view.deleted:
                known = self.known_at_delete.get(view.heads[DELETED][0], set())
                live = [
                    e for e in device.store.entries(view.kind, view.id) if e.state is not OpState.REJECTED
                ]
                edits = [
                    e.op.op_id
                    for e in live
                    if e.op.field not in (CREATION, DELETED, REDACTED) and not is_blank(e.op.value)
                ]
                unseen = not set(edits) <= known
                promise(
                    view.is_edited_since_deleted or not unseen, "an edit the deleter had not seen is shown"
                )
                # Where a hub refused an op in between, what it had built on cannot be known to have been seen.
                held = {e.op.op_id for e in live}
                is_broken = any(not set(e.op.base) <= held for e in live) or not _seen(view) <= held
                promise(
                    is_broken or view.is_edited_since_deleted == unseen, "a deletion that saw all is no clash"
                )

    def check_moves(self, device: Device) -> None:
        """A moved note is found where it is now, and no move has lost one."""
        for view in device.views(device.scopes):
            if view.kind == "note" and view.moved_to and not view.redacted:
                to, was_hidden = _followed(device, view.id)
                last = device.view("note", to)
                promise(last is not None or was_hidden, "a moved note is found where it went")
                promise(to != view.id, "evidence follows a move")

    def check_answers(self) -> None:
        """The strictest standing answer counts, on every device that holds the same ones."""
        amal, bea = self.devices[:2]
        for view in amal.views(SHARED):
            if view.kind != "note":
                continue
            here, there = (answers_on(device, view.id) for device in (amal, bea))
            op_id = view.heads["words"][0]
            one = permission.effective(here, op_id, lambda a, b: a == b)
            promise(one == permission.effective(there, op_id, lambda a, b: a == b), "answers agree")
            promise(_is_strict(here, op_id, one), "the strictest standing answer counts")

    def check_fresh(self) -> None:
        """A new device that gets every op alone and in any order ends where the others are."""
        fresh = Device("eve", Role.CONVENOR, SHARED, self.ids)
        pack = [(change, [op]) for change, ops in self.devices[0].pack(SHARED) for op in ops]
        done: Pack = [(c, []) for c in self.devices[0].store.changes.values()]
        self.rng.shuffle(pack)
        fresh.merge([*pack, *done])
        promise(fresh.digest(SHARED) == self.devices[0].digest(SHARED), "order of arrival does not matter")

    def check_forgeries(self) -> None:
        """Ops that break a rule are set aside and change nothing."""
        amal = self.devices[0]
        view = self.pick(amal)
        before = amal.snapshot()
        change = amal.ids
        base = Device("mal", Role.NOTE_TAKER, ("group:1",), change)
        header = base._header("note.edit")
        forged = [
            Op(header.change_id, 0, "private:amal", "note", "x1", CREATION, {"words": "w"}),
            Op(header.change_id, 1, "register", "person", "x2", CREATION, {"name": "w"}),
            Op("another", 2, "group:1", "note", "x3", CREATION, {"words": "w"}),
            Op(header.change_id, 3, "group:1", "permission", "x4", "state", "given"),
            Op(header.change_id, 4, "group:1", "note", "x5", CREATION, {"words": 1.5}),
            Op(header.change_id, 5, "group:1", "note", "x6", CREATION, {"words": "a\0b"}),
        ]
        reasons = amal.merge([(header, forged)], Role.NOTE_TAKER)
        promise(len(reasons) == len(forged), "forged ops are set aside")
        if view:
            other = "group:2" if view.scope == "group:1" else "group:1"
            loud = base._header("note.edit")
            wrong = Op(loud.change_id, 0, other, "note", view.id, "words", "forged")
            gone = Op(loud.change_id, 1, other, "note", view.id, REDACTED, ["words"])
            twin = Op(loud.change_id, 2, other, "note", view.id, CREATION, {"words": "forged"})
            amal.merge([(loud, [wrong, gone, twin])], Role.CONVENOR)
        promise(amal.snapshot() == before, "an op in another scope than its record's is not heard")
        lie = amal.merge([(base.mine[0].__class__(**{**_plain(header), "verb": "publish"}), forged[:1])])
        promise(lie == ["header_differs"], "a header that was changed on the way is not taken")

    # -- the run ------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Live through the history; raise Broken at the first broken promise."""
        for _ in range(self.rng.randrange(8, 22)):
            device = self.rng.choice(self.devices)
            self.act(device)
            self.check_words(device)
            if self.rng.random() < 0.35:
                giver, taker = self.rng.sample(self.devices, 2)
                self.send(giver, taker)
                self.check_words(taker)
        self.exchange_all()
        self.check_everything()
        self.check_fresh()
        self.with_hub()
        self.check_forgeries()

    def check_everything(self) -> None:
        self.check_equal()
        self.check_words()
        self.check_answers()
        for device in self.devices:
            self.check_oracle(device)
            self.check_deletions(device)
        for device in self.devices[:2]:
            self.check_moves(device)

    def with_hub(self) -> None:
        """Upload for the first time, then go on working while the hub orders late and refuses some."""
        hub = Hub(self.rng)
        amal = self.devices[0]
        before = amal.snapshot(SHARED)
        hub.receive(amal, SHARED)
        hub.send(amal, SHARED)
        promise(amal.snapshot(SHARED) == before, "a first upload moves nothing on the screen")
        hub.refuses = 0.15
        for _ in range(self.rng.randrange(4, 12)):
            device = self.rng.choice(self.devices)
            self.act(device)
            if self.rng.random() < 0.5:
                other = self.rng.choice(self.devices)
                hub.receive(other, other.scopes)
                hub.send(other, other.scopes)
                mine = [e for e in shared_pending(other) if e.origin is Arrival.HERE]
                promise(not mine, "one upload settles all that was made here")
            if self.rng.random() < 0.2:
                giver, taker = self.rng.sample(self.devices, 2)
                self.send(giver, taker)
        for _ in range(2):
            for device in self.devices:
                hub.receive(device, device.scopes)
            for device in self.devices:
                hub.send(device, device.scopes)
        self.check_everything()
        self.check_refused(hub)

    def check_refused(self, hub: Hub) -> None:
        for device in self.devices:
            promise(not shared_pending(device), "a hub answers for every op")
            for view in device.views(SHARED):
                winners = {ids[0] for ids in view.heads.values()}
                promise(not winners & hub.refused.keys(), "what a hub refused is not shown")
            for entry in device.store.all_entries():
                if journal.is_above_verdicts(entry.op):
                    promise(entry.state is not OpState.REJECTED, "no redaction and no answer is ever refused")
        kept = {e.op.id for e in hub.store.all_entries() if e.op.field == CREATION}
        for entry in hub.store.all_entries():
            to = journal.needs_copy(entry.op)
            copy = next((e for e in self.every_op.values() if e.op.id == to and e.op.field == CREATION), None)
            if copy and not journal.is_private(copy.op.scope):
                promise(to in kept, "no move is left without its copy")


def shared_pending(device: Device) -> list[Entry]:
    """Return the ops that no hub has answered for yet."""
    return [e for e in journal.shareable(device.store.all_entries(), SHARED) if e.state is OpState.PENDING]


def answers_on(device: Device, note: str) -> list[Permission]:
    """Return the answers about a note that a device holds."""
    return [
        Permission(
            id=view.id,
            note=note,
            words_op=str(view.fields["words_op"]),
            state=PermissionState(str(view.fields["state"])),
            level=Level(int(str(view.fields["level"]))),
            follows=tuple(view.fields["follows"] or ()),  # type: ignore[arg-type]
        )
        for view in sorted(device.views(), key=lambda v: v.id)
        if view.kind == "permission" and view.fields["note"] == note
    ]


def _is_strict(answers: list[Permission], op_id: str, found: permission.Answer) -> bool:
    """Tell whether an answer is the strictest of those that count, told a second way."""
    followed = {past for answer in answers for past in answer.follows}
    heads = [answer for answer in answers if answer.id not in followed]
    noes = [a for a in heads if a.state in (PermissionState.REFUSED, PermissionState.WITHDRAWN)]
    if noes:
        left = Level.ANONYMOUS if min(a.level for a in noes) > Level.ANONYMOUS else Level.NONE
        return found.state in (PermissionState.REFUSED, PermissionState.WITHDRAWN) and found.ceiling == left
    here = [a for a in heads if a.words_op == op_id]
    if any(a.state is PermissionState.ASKED for a in here) or not here:
        return found.state in (PermissionState.ASKED, PermissionState.NOT_ASKED)
    return found.state is PermissionState.GIVEN and found.ceiling == min(a.level for a in here)


def _seen(view: Any) -> set[str]:
    return set(view.deleted["seen"])


def _followed(device: Device, record_id: str) -> tuple[str, bool]:
    """Return where a moved note is now, and whether its trail leads through words that were removed."""
    trail: list[str] = []

    def to(at: str) -> str:
        trail.append(at)
        return _moved_to(device, at)

    found = journal.stands_for(record_id, to)
    return found, any((view := device.view("note", at)) is not None and view.redacted for at in trail)


def _moved_to(device: Device, record_id: str) -> str:
    view = device.view("note", record_id)
    return view.moved_to if view else ""


def _plain(change: Any) -> dict[str, Any]:
    return {name: getattr(change, name) for name in change.__dataclass_fields__}


def _told(live: list[Entry], name: str) -> list[Any]:
    """Tell the values of a field's heads, the winner first, in the plainest way there is."""

    def says(entry: Entry) -> bool:
        value = entry.op.value
        return entry.op.field == name or (
            entry.op.field == CREATION and isinstance(value, dict) and name in value
        )

    def said(entry: Entry) -> Any:
        return entry.op.value[name] if entry.op.field == CREATION else entry.op.value  # type: ignore[index,call-overload]

    def place(entry: Entry) -> Any:
        if entry.state is OpState.CONFIRMED:
            return (0, entry.gseq, 0, "")
        return (1, 0, entry.lam, entry.op.op_id)

    speaking = [entry for entry in live if says(entry)]
    edits = [entry for entry in speaking if entry.op.field == name]
    heads = []
    for entry in speaking:
        like = [
            e
            for e in speaking
            if e.op.field == CREATION and entry.op.field == CREATION and said(e) == said(entry)
        ]
        names = {entry.op.op_id} | {e.op.op_id for e in like}
        if not any(names & set(edit.op.base) for edit in edits):
            heads.append(entry)
    return [said(entry) for entry in sorted(heads, key=place, reverse=True)]
