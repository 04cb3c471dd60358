"""Settings come back as they were kept, and nothing in their file stops a start."""

import json

import pytest

from facilitator.paths import Places
from facilitator.settings import Settings, load, save, settings_file, suggested_device


def test_settings_come_back(places: Places) -> None:
    assert load(places) == Settings()
    kept = Settings("Zoë Farquhar", "kitchen laptop", "dark", 150, "en", "01ff", True)
    save(places, kept)
    assert load(places) == kept


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", Settings()),
        ("[1]", Settings()),
        ('{"name": 7, "text_size": true, "scheme": "mauve"}', Settings()),
        ('{"text_size": 900, "what_comes_later": 1}', Settings(text_size=200)),
        ('{"text_size": -4, "name": "Joan"}', Settings(name="Joan")),
    ],
)
def test_what_is_no_setting_is_as_it_is_at_first(places: Places, text: str, found: Settings) -> None:
    settings_file(places).parent.mkdir(parents=True)
    settings_file(places).write_text(text, "utf-8")
    assert load(places) == found


def test_settings_are_plain_text(places: Places) -> None:
    save(places, Settings(name="Llŷr"))
    assert json.loads(settings_file(places).read_text("utf-8"))["name"] == "Llŷr"
    assert suggested_device() == suggested_device().partition(".")[0]
