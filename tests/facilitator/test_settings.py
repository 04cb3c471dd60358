"""Settings of a computer: kept whole or not at all, and no damaged file keeps anybody from beginning."""

import pytest

from facilitator.settings import LARGEST_FILE, ColourScheme, Settings, load, save
from sessions.errors import DomainError, KnownError

FULL = Settings(
    "Joan Treloar", "The old laptop", ColourScheme.DARK, 150, "AdnQywAD", True, "cy", "/somewhere/one.facilitator"
)  # fmt: skip


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / "settings.toml"


def written(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_where_there_is_no_file_all_is_as_at_first(path):
    loaded = load(path)
    assert (loaded.settings, loaded.kept_aside) == (Settings(), None)
    assert not loaded.settings.is_known
    assert not path.exists()


@pytest.mark.parametrize("settings", [Settings(), FULL])
def test_what_is_saved_is_loaded(path, settings):
    save(path, settings)
    assert load(path).settings == settings
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "damaged", ["name = ", b"\xff\xfe", "a = " + "[" * 100_000, "x" * (LARGEST_FILE + 1), b"\x00"]
)
def test_a_damaged_file_is_kept_aside(path, damaged):
    written(path, damaged)
    before = path.read_bytes()
    loaded = load(path)
    assert loaded.settings == Settings()
    assert loaded.kept_aside is not None
    assert (loaded.kept_aside.name, loaded.kept_aside.read_bytes()) == ("settings.damaged-1.toml", before)
    save(path, FULL)
    written(path, damaged)
    assert load(path).kept_aside == path.with_name("settings.damaged-2.toml")
    assert loaded.kept_aside.read_bytes() == before


def test_a_value_that_cannot_be_has_its_default_and_the_others_stay(path):
    written(
        path,
        'name = "Joan"\ndevice_name = 5\ncolour_scheme = "plaid"\ntext_size = "big"\nis_first_run_done = 1\n',
    )
    assert load(path).settings == Settings(name="Joan")


@pytest.mark.parametrize(("told", "size"), [(20, 100), (100, 100), (133, 133), (900, 200)])
def test_text_is_no_smaller_and_no_larger_than_can_be(path, told, size):
    written(path, f"text_size = {told}")
    assert load(path).settings.text_size == size
    assert Settings().sized(told).text_size == size


def test_what_a_newer_facilitator_wrote_is_written_back(path):
    written(path, 'name = "Joan"\nspeaks = "quietly"\n[later]\nyes = true\n')
    save(path, load(path).settings.named("Joan Treloar"))
    text = path.read_text("utf-8")
    assert 'speaks = "quietly"' in text
    assert "[later]" in text
    assert load(path).settings.name == "Joan Treloar"


def test_who_is_here_is_said_once():
    settings = Settings().named("  Joan\nTreloar ", "The laptop")
    assert (settings.name, settings.device_name, settings.is_known) == ("Joan Treloar", "The laptop", True)
    assert settings.named("Bo").device_name == "The laptop"
    with pytest.raises(DomainError, match="name_missing"):
        Settings().named(" ")


def test_a_folder_in_the_place_of_the_file_is_told(path):
    path.mkdir(parents=True)
    with pytest.raises(KnownError, match="not_readable"):
        load(path)
    with pytest.raises(KnownError, match="is_a_folder"):
        save(path, FULL)


def test_a_file_in_the_place_of_the_folder_is_told(path):
    written(path.parent, b"")
    with pytest.raises(KnownError, match="not_writable"):
        save(path, FULL)
