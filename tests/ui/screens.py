"""Every place and state of which a picture is taken: its size, its look, and what is done to come there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.ui import states_of_capture as of_capture
from tests.ui import states_of_plan as of_plan
from tests.ui import states_of_window as of_window
from tests.ui.stage import Stage
from ui.theme import Scheme

Doing = Callable[[Stage], Awaitable[None]]
LARGE, LAPTOP, HALF, COMPACT = (1360, 850), (1366, 690), (683, 690), (360, 420)
SMALL = (683, 640)


@dataclass(frozen=True)
class Screen:
    """One picture."""

    name: str
    do: Doing
    size: tuple[int, int] = LARGE
    scheme: Scheme = Scheme.LIGHT
    text_size: int = 100
    is_sample: bool = True
    """Whether there is a sample in the archive, else nothing at all."""

    @property
    def file(self) -> str:
        """Return the name of its file."""
        width, height = self.size
        large = f" {self.text_size}%" if self.text_size != 100 else ""
        return f"{self.name} {width}x{height} {self.scheme.value}{large}.png"


SIZES = (LARGE, LAPTOP, HALF)
LOOKS = (Scheme.LIGHT, Scheme.DARK)

SCREENS: tuple[Screen, ...] = (
    *(
        Screen(name, do, size, look)
        for name, do in (("home", of_window.home), ("plan", of_plan.plan), ("capture", of_capture.capture))
        for size in SIZES
        for look in LOOKS
    ),
    Screen("capture", of_capture.capture, COMPACT),
    Screen("capture", of_capture.capture, COMPACT, Scheme.DARK),
    Screen("home", of_window.home, text_size=200),
    Screen("capture", of_capture.capture, text_size=200),
)
"""The pictures that a test holds the window against."""

STATES: dict[str, Doing] = {
    "ways to begin": of_window.ways,
    "a new gathering": of_window.form,
    "a gathering without a title": of_window.form_refused,
    "checking a document": of_window.checking,
    "a document checked": of_window.checked,
    "aims": of_window.aims,
    "about": of_window.about,
    "search line": of_window.palette,
    "nothing found": of_window.nothing_found,
    "keys": of_capture.keys,
    "first start": of_window.first,
    "settings": of_window.settings,
    "a fault": of_window.fault,
    "open elsewhere": of_window.trouble,
    "a newer archive": of_window.newer,
    "an unreadable archive": of_window.unreadable,
    "refused": of_window.refused,
    "undone": of_window.undone,
    "not kept": of_capture.told,
    "the last room on the disk": of_window.full,
    "choosing a group": of_capture.choosing,
    "notes without an agenda": of_capture.taking_notes,
    "capture, no note yet": of_capture.empty,
    "capture, somebody unknown": of_capture.nobody,
    "capture, off the record": of_capture.off,
    "capture, finding": of_capture.finding,
    "capture, finding nothing": of_capture.nowhere,
    "capture, report back": of_capture.act("report pane"),
    "capture, prompts and people": of_capture.act("side pane"),
    "capture, read-back card": of_capture.act("read-back card"),
    "capture, to mend": of_capture.act("next gap"),
    "capture, adding a person": of_capture.act("add person"),
    "capture, the line before": of_capture.act("write last"),
    "plan, a session": of_plan.session,
    "plan, groups": of_plan.groups,
    "plan, people": of_plan.people,
    "plan, choosing a word": of_plan.choosing_a_word,
    "plan, typing a name": of_plan.typing_a_name,
    "plan, a part": of_plan.part,
    "plan, a name nobody has": of_plan.unknown,
    "plan, strands": of_plan.strands,
    "plan, pasting": of_plan.pasting,
    "plan, pasted rows": of_plan.pasted,
    "plan, rows refused": of_plan.refused,
    "plan, making it fit": of_plan.repair,
    "plan, no length": of_plan.length,
    "plan, what can be done": of_plan.menu,
    "plan, must end": of_plan.must_end,
    "plan, removing a session": of_plan.removing,
    "plan, sources": of_plan.sources,
    "plan, where the brief goes": of_plan.brief,
    "plan, no session yet": of_plan.new_day,
}
"""What a window of the sample can come to, by what the picture is called."""

BARE: dict[str, Doing] = {
    "home, nothing yet": of_window.home,
    "plan, no gathering yet": of_plan.nothing,
    "capture, no group yet": of_capture.choosing,
}
"""What a window comes to in which there is nothing yet."""

ROOM = (
    (LARGE, Scheme.LIGHT, 100),
    (SMALL, Scheme.LIGHT, 100),
    (SMALL, Scheme.DARK, 100),
    (LARGE, Scheme.LIGHT, 200),
)
"""How each state is looked at."""

MORE: tuple[Screen, ...] = (
    Screen("plan", of_plan.plan, text_size=200),
    *(
        Screen(name, do, size, look, text_size, is_sample=name not in BARE)
        for name, do in {**STATES, **BARE}.items()
        for size, look, text_size in ROOM
    ),
)
"""Pictures that are only looked at."""
