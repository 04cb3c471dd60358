"""Pictures in documents and the look of a network's documents, as a person asks for them on the command line."""

from __future__ import annotations

import io
import json
import zipfile
from base64 import b64encode
from pathlib import Path

import pytest
from PIL import Image

from facilitator import paths
from facilitator.app import App, opened, reading
from facilitator.commands import options
from facilitator.paths import Places
from sessions.document import Block, BlockType
from sessions.edits import change, create
from sessions.network import Network
from sessions.scopes import scope_for
from tests.facilitator.exporting.pdf_checks import assert_valid
from tests.facilitator.exporting.pdf_reading import opened as pdf_opened
from tests.facilitator.exporting.pdf_reading import poppler
from tests.facilitator.terminal import run

ALT = "The hall at dusk, every window lit"


def painted(kind: str, colour: str, size: tuple[int, int] = (300, 200)) -> bytes:
    out = io.BytesIO()
    told = Image.Exif()
    told[0x010F] = "Camera of Moira"
    Image.new("RGB", size, colour).save(out, kind, exif=told)
    return out.getvalue()


@pytest.fixture
def hall(tmp_path: Path) -> Path:
    (tmp_path / "hall.jpg").write_bytes(painted("JPEG", "#8899aa"))
    return tmp_path / "hall.jpg"


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    (tmp_path / "logo.png").write_bytes(painted("PNG", "#6b2d5c", (120, 60)))
    return tmp_path / "logo.png"


def put(file: Path, *more: str) -> dict[str, str]:
    told: dict[str, str] = json.loads(
        run("picture", "autumn", file, "--alt", ALT, "--json", *more).succeeded().out
    )
    return told


def pictures(places: Places) -> list[Block]:
    with reading(places) as reader:
        every = [kept.record for kept in reader.every("block")]
    return [one for one in every if one.type is BlockType.IMAGE]


def export(tmp_path: Path, name: str, *more: str) -> bytes:
    target = tmp_path / name
    run("export", "autumn", "--to", target.suffix[1:], "--out", target, "--json", *more).succeeded()
    return target.read_bytes()


def images_in(pdf: bytes) -> int:
    with pdf_opened(pdf) as read:
        return len({name for page in read.pages for name in page.get_images()})


class TestPicture:
    def test_it_is_in_every_file_of_the_document_with_its_words(
        self, sample: Places, hall: Path, tmp_path: Path
    ) -> None:
        told = put(hall, "--caption", "The old hall", "--after", "In short")
        assert told["above"] == "In short"
        pdf = export(tmp_path, "a.pdf")
        assert_valid(pdf)
        assert images_in(pdf) == 1
        assert "The old hall" in poppler("pdftotext", "-", data=pdf)
        with reading(sample) as reader:
            kept = reader.blob(told["picture"]) or b""
        assert b64encode(kept) in export(tmp_path, "a.html")
        page = export(tmp_path, "b.html").decode()
        assert f'alt="{ALT}"' in page
        with zipfile.ZipFile(io.BytesIO(export(tmp_path, "a.docx"))) as word:
            media = [word.read(name) for name in word.namelist() if name.startswith("word/media/")]
            assert kept in media
            assert ALT in word.read("word/document.xml").decode()

    def test_what_the_camera_wrote_is_kept_nowhere(self, sample: Places, hall: Path, tmp_path: Path) -> None:
        assert b"Camera of Moira" in hall.read_bytes()
        put(hall)
        files = [export(tmp_path, "a.pdf"), export(tmp_path, "a.html"), sample.archive.read_bytes()]
        assert not [one for one in files if b"Camera of Moira" in one]

    def test_it_says_where_it_stands(self, sample: Places, hall: Path) -> None:
        ran = run("picture", "autumn", hall, "--alt", ALT, "--after", "In short").succeeded()
        assert ran.out == "The picture is in ‘Longbench autumn gathering 2026’, below ‘In short’.\n"
        assert (
            "at its head"
            in run("picture", "autumn", hall, "--alt", ALT, "--document", "aims").succeeded().out
        )

    def test_it_stands_in_the_next_draft_as_well(self, sample: Places, hall: Path, tmp_path: Path) -> None:
        first = put(hall, "--after", "In short")
        with opened(sample) as app:
            session = _session(app)
            edits = [change("session", session, title="A wholly new title")]
            app.archive.commit(edits, app.actor, "folder.import").result()
        assert images_in(export(tmp_path, "a.pdf")) == 1
        before, after = pictures(sample)
        assert {before.document, after.document} > {first["document"]}
        assert before.id != after.id

    def test_it_can_be_taken_back(self, sample: Places, hall: Path, tmp_path: Path) -> None:
        put(hall)
        assert "put a picture into a document" in run("history").succeeded().out
        run("undo").succeeded()
        assert not pictures(sample)
        assert images_in(export(tmp_path, "a.pdf")) == 0

    def test_brief_of_a_session_has_its_own(self, sample: Places, hall: Path, tmp_path: Path) -> None:
        put(hall, "--document", "brief", "--session", "keys")
        assert images_in(export(tmp_path, "a.pdf", "--document", "brief", "--session", "keys")) == 1
        assert images_in(export(tmp_path, "b.pdf")) == 0

    @pytest.mark.parametrize(
        ("content", "more", "code", "said"),
        [
            (b"no picture", [], options.EXIT_WORLD, "neither PNG nor JPEG"),
            (painted("JPEG", "red")[:200], [], options.EXIT_WORLD, "damaged"),
            (painted("PNG", "red", (40_000, 1)), [], options.EXIT_WORLD, "20000 on a side"),
            (painted("PNG", "red"), ["--after", "no such words"], options.EXIT_REFUSED, "In short"),
            (painted("PNG", "red"), ["--alt", "  "], options.EXIT_REFUSED, "what is to be seen"),
            (painted("PNG", "red"), ["--document", "brief"], options.EXIT_USAGE, "--session"),
        ],
    )
    def test_what_cannot_be_put_in_is_told(
        self, sample: Places, tmp_path: Path, *, content: bytes, more: list[str], code: int, said: str
    ) -> None:
        file = tmp_path / "a.png"
        file.write_bytes(content)
        ran = run("picture", "autumn", file, "--alt", ALT, *more).failed(code)
        assert said in ran.err
        assert not pictures(sample)

    def test_file_that_is_not_there_is_told(self, sample: Places, tmp_path: Path) -> None:
        ran = run("picture", "autumn", tmp_path / "none.png", "--alt", ALT).failed(options.EXIT_WORLD)
        assert "is not there" in ran.err


def _session(app: App) -> str:
    with app.archive.reader() as reader:
        found: str = next(kept.record.id for kept in reader.every("session"))
    return found


class TestHouse:
    def test_it_says_how_documents_look(self, sample: Places) -> None:
        told = json.loads(run("house", "--json").succeeded().out)
        assert (told["name"], told["accent"], told["second"], told["logo"]) == (
            "Longbench",
            "#1b5a66",
            "#a5431f",
            "",
        )
        assert run("house").succeeded().out.splitlines()[0] == "Longbench"

    def test_logo_name_and_colours_are_in_every_file(
        self, sample: Places, logo: Path, tmp_path: Path
    ) -> None:
        more = ("--name", "Long  Bench", "--accent", "#6B2D5C", "--second", "#8a4b08")
        told = json.loads(run("house", "--logo", logo, *more, "--json").succeeded().out)
        assert (told["name"], told["accent"], told["second"]) == ("Long Bench", "#6b2d5c", "#8a4b08")
        for kind in ("write-up", "aims"):
            pdf = export(tmp_path, f"{kind}.pdf", "--document", kind)
            assert_valid(pdf)
            assert images_in(pdf) == 1
            assert "Long Bench" in poppler("pdftotext", "-", data=pdf)
        page = export(tmp_path, "a.html").decode()
        assert "#6b2d5c" in page
        assert 'class="logo"' in page
        with zipfile.ZipFile(io.BytesIO(export(tmp_path, "a.docx"))) as word:
            assert [name for name in word.namelist() if name.startswith("word/media/")]

    def test_colour_that_is_too_faint_is_refused_with_the_nearest_that_passes(self, sample: Places) -> None:
        ran = run("house", "--accent", "#cccc00", "--name", "Other").failed(options.EXIT_REFUSED)
        assert "#7a7a00" in ran.err
        assert json.loads(run("house", "--json").succeeded().out)["name"] == "Longbench"
        run("house", "--accent", "#7a7a00").succeeded()
        assert "colour" in run("house", "--second", "rust").failed(options.EXIT_REFUSED).err

    def test_usual_colours_are_not_written_down_and_nothing_new_is_no_act(self, sample: Places) -> None:
        run("house", "--accent", "#6b2d5c").succeeded()
        run("house", "--accent", "#1B5A66").succeeded()
        with reading(sample) as reader:
            [network] = [kept.record for kept in reader.every("network")]
        assert network.accents == ()
        acts = len(run("history").succeeded().out.splitlines())
        run("house", "--name", "Longbench").succeeded()
        assert len(run("history").succeeded().out.splitlines()) == acts

    def test_logo_can_be_taken_away_and_everything_back(self, sample: Places, logo: Path) -> None:
        run("house", "--logo", logo).succeeded()
        assert "With a logo." in run("house").succeeded().out
        run("house", "--no-logo").succeeded()
        assert "Without a logo." in run("house").succeeded().out
        run("undo").succeeded()
        assert "With a logo." in run("house").succeeded().out
        assert "change how documents look" in run("history").succeeded().out
        run("house", "--logo", logo, "--no-logo").failed(options.EXIT_USAGE)

    def test_name_is_needed_and_of_several_networks_one(self, sample: Places) -> None:
        assert "needs a name" in run("house", "--name", " ").failed(options.EXIT_REFUSED).err
        with opened(sample) as app:
            app.archive.commit(
                [create(Network("n2", "Halflight"), scope_for("network"))], app.actor, "folder.import"
            ).result()
        assert "‘Halflight’" in run("house").failed(options.EXIT_REFUSED).err
        assert "‘Longbench’" in run("house", "--network", "Nobody").failed(options.EXIT_REFUSED).err
        assert run("house", "--network", "halflight").succeeded().out.startswith("Halflight")

    def test_archive_without_a_network_says_so(self, places: Places) -> None:
        with opened(places) as app:
            assert app.archive.path == paths.places().archive
        assert "no network" in run("house").failed(options.EXIT_REFUSED).err


class TestWorkingCopy:
    def test_it_says_that_the_logo_and_documents_stay_here(
        self, sample: Places, hall: Path, logo: Path, tmp_path: Path
    ) -> None:
        put(hall, "--document", "draft")
        run("house", "--logo", logo).succeeded()
        told = run("export", "autumn", "--to", "folder", "--out", tmp_path / "copy").succeeded().out
        assert "1 logo is kept in the archive only." in told
        # A draft that can be composed again is no draft of the folder, with a picture or without.
        assert not (tmp_path / "copy" / "draft.md").exists()
