from pathlib import Path

import pytest

from facilitator import paths
from facilitator.paths import Places


def test_all_files_of_a_user_are_in_one_folder(tmp_path):
    places = Places(tmp_path)
    found = [
        places.archive, places.private_key, places.actor, places.log, places.sample, places.settings,
    ]  # fmt: skip
    assert {path.parent for path in found} == {tmp_path}
    assert len(set(found)) == len(found)


def test_the_variable_names_another_folder(tmp_path, monkeypatch):
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "stick"))
    assert paths.places().home == tmp_path / "stick"
    assert paths.places().settings == tmp_path / "stick" / "settings.toml"


@pytest.mark.parametrize("value", [None, ""])
def test_without_it_the_data_folder_of_the_system_is_used(value, monkeypatch):
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)
    if value is not None:
        monkeypatch.setenv(paths.HOME_VARIABLE, value)
    assert paths.places().home.is_absolute()
    assert "Facilitator" in paths.places().home.name


def test_the_resources_are_there():
    assert (paths.small_sample() / "gathering.toml").is_file()
    assert list(paths.fonts().glob("*.ttf"))
    assert paths.document_style().is_file()


@pytest.mark.parametrize("language", ["en", "en-GB", "en-US", "xx", "", "../.."])
def test_templates_are_english_where_there_is_no_other_language(language):
    folder = paths.templates(language)
    assert isinstance(folder, Path)
    assert (folder / "write-up.toml").is_file()
