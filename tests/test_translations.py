"""The template for translators is as the source has it, and what they write becomes a catalogue or is refused."""

import gettext
from pathlib import Path

import pytest

from tests.packaged import script

translations, catalogues = script("translations"), script("catalogues")

GERMAN = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#: ui/plan/page.py
msgid "Plan"
msgstr "Ablauf"

#, python-brace-format
msgid "{count} group"
msgid_plural "{count} groups"
msgstr[0] "{count} Gruppe"
msgstr[1] "{count} "
"Gruppen"

#, fuzzy
msgid "Home"
msgstr "Heim"

msgid "Capture"
msgstr ""

msgid "Say \\"so\\"\\n"
msgstr "Sag „so“\\n"
"""


def read(folder: Path, text: str) -> gettext.NullTranslations:
    path = folder / "de" / "LC_MESSAGES" / "facilitator.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(catalogues.catalogue(text))
    return gettext.translation("facilitator", folder, ["de"])


def test_the_template_is_as_the_source_has_it() -> None:
    written = translations.TEMPLATE.read_text("utf-8")
    assert written == translations.template(), "run packaging/translations.py"


def test_catalogues_are_as_they_were_written(capsys) -> None:
    assert catalogues.main(["--check"]) == 0, capsys.readouterr().out


def test_strings_are_found_with_their_plurals_and_files(tmp_path: Path) -> None:
    for folder in translations.FOLDERS:
        (tmp_path / folder).mkdir()
    (tmp_path / "ui" / "a.py").write_text(
        'x = _("Plan") + gettext("Say \\"so\\"\\n") + N_("Cook") + _(word) + _("")\n'
        'y = ngettext("{count} cup", "{count} cups", 2)\n',
        "utf-8",
    )
    (tmp_path / "facilitator" / "b.py").write_text('z = _("Plan")\nn = print("no")\n', "utf-8")
    found = translations.messages(tmp_path)
    assert list(found) == ["Plan", 'Say "so"\n', "Cook", "{count} cup"]
    assert found["Plan"].files == ["facilitator/b.py", "ui/a.py"]
    assert found["{count} cup"].plural == "{count} cups"
    told = translations.template(tmp_path).removeprefix(translations.HEADER)
    assert told.endswith(
        "\n#: ui/a.py\n#, python-brace-format\n"
        'msgid "{count} cup"\nmsgid_plural "{count} cups"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    )
    assert 'msgid "Say \\"so\\"\\n"\n' in told


@pytest.mark.parametrize("text", ["", "one", "two\nlines", "ends\n", 'a "word" \\ and\ta tab', "\n"])
def test_a_string_is_read_back_as_it_was(text: str) -> None:
    written = f"msgid {translations.quoted(text or 'x')}\nmsgstr {translations.quoted(text)}\n"
    (entry,) = catalogues.entries(written)
    assert (entry.text, entry.told) == (text or "x", {0: text})


def test_the_template_itself_is_a_file_of_its_kind() -> None:
    found = list(catalogues.entries(translations.template()))
    assert [entry.text for entry in found if entry.text] == list(translations.messages())
    assert not any(entry.is_told for entry in found if entry.text)


def test_what_was_translated_is_said_and_what_was_not_is_english(tmp_path: Path) -> None:
    german = read(tmp_path, GERMAN)
    assert german.gettext("Plan") == "Ablauf"
    assert german.ngettext("{count} group", "{count} groups", 1) == "{count} Gruppe"
    assert german.ngettext("{count} group", "{count} groups", 2) == "{count} Gruppen"
    assert [german.gettext(one) for one in ("Home", "Capture")] == ["Home", "Capture"]
    assert german.gettext('Say "so"\n') == "Sag „so“\n"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ('msgid "{count} notes"\nmsgstr "{zahl} Notizen"', "nothing fills {zahl}"),
        ('msgid "{count} notes"\nmsgstr "{count Notizen"', "a brace has no partner"),
        ('msgid "Plan"\nmsgstr "Ab"lauf"', "quotation marks of line 2"),
        (
            'msgid ""\nmsgstr "Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n\nmsgid "Plan"\nmsgstr "Ablauf"',
            "tells of plurals",
        ),
        ("Plan = Ablauf", "line 1 is none of such a file"),
    ],
)
def test_what_would_stop_the_program_is_refused(written: str, why: str) -> None:
    with pytest.raises(catalogues.Unusable, match=why):
        catalogues.catalogue(written)


def test_every_catalogue_of_a_folder_is_made(tmp_path: Path, capsys) -> None:
    good, bad = (tmp_path / code / "LC_MESSAGES" / "facilitator.po" for code in ("de", "fr"))
    for path, text in ((good, GERMAN), (bad, 'msgid "Plan"\nmsgstr "{x}"\n')):
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    assert catalogues.main(["--check"], tmp_path) == 1
    assert catalogues.main([], tmp_path) == 1
    assert "nothing fills {x}" in capsys.readouterr().out
    assert good.with_suffix(".mo").is_file()
    assert not bad.with_suffix(".mo").exists()
    bad.unlink()
    assert catalogues.main(["--check"], tmp_path) == 0
