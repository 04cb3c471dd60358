"""What a screen reader does, run by the system's own Python, which has the bindings: finds things by role and name.

Speaks to the test line by line: reads an order as JSON, answers as JSON.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402 - the version is chosen first

PATIENCE = 30.0  # seconds until something that should come up is given up


def program(name):
    """Return the running program of a name."""
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        found = desktop.get_child_at_index(at)
        if found is not None and found.get_name() == name:
            return found
    return None


def below(node, depth=0):
    """Yield everything below a node."""
    if node is None or depth > 40:
        return
    yield node
    for at in range(node.get_child_count()):
        yield from below(node.get_child_at_index(at), depth + 1)


def is_showing(node):
    return node.get_state_set().contains(Atspi.StateType.SHOWING)


def matching(name, role):
    root = program("Facilitator")
    try:
        for node in below(root) if root is not None else ():
            is_role = not role or node.get_role_name() == role
            if is_role and name in (node.get_name() or "") and is_showing(node):
                return node
    except gi.repository.GLib.Error:
        # What is looked through changes meanwhile: rows go when others are read.
        return None
    return None


def found(name, role=""):
    """Return what shows and has the words in its name, waiting for it to come up."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        node = matching(name, role)
        if node is not None:
            return node
        time.sleep(0.05)
    raise LookupError(f"nothing shows that is a {role or 'thing'} named {name!r}")


def told(node):
    return {
        "name": node.get_name(),
        "role": node.get_role_name(),
        "description": node.get_description(),
        "has_focus": node.get_state_set().contains(Atspi.StateType.FOCUSED),
    }


def find(name, role=""):
    return told(found(name, role))


def press(name, role=""):
    node = found(name, role)
    answer = told(node)
    node.get_action_iface().do_action(0)
    return answer


def focus(name, role=""):
    node = found(name, role)
    node.get_component_iface().grab_focus()
    return told(node)


def text(name, role=""):
    node = found(name, role)
    reading = node.get_text_iface()
    return reading.get_text(0, reading.get_character_count())


def everything():
    """Return what shows, looked through again where some of it went meanwhile."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return [told(node) for node in below(program("Facilitator")) if is_showing(node)]
        except gi.repository.GLib.Error:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


ORDERS: dict[str, Callable[..., Any]] = {
    "find": find,
    "press": press,
    "focus": focus,
    "text": text,
    "everything": everything,
}


def main():
    for line in sys.stdin:
        order = json.loads(line)
        try:
            answer = {"answer": ORDERS[order.pop("do")](**order)}
        except Exception as error:  # noqa: BLE001 - the other side tells it
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
