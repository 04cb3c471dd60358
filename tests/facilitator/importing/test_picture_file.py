"""Pictures from files: what is seen is kept, what a camera wrote is not, and what cannot be shown is refused."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from facilitator.importing.picture_file import LARGEST_FILE, picture_from, read_picture
from sessions.errors import KnownError

SECRET = "Camera of Moira Kincaid"
MAKE, ORIENTATION, GPS = 0x010F, 0x0112, 0x8825


def painted(mode: str = "RGB", size: tuple[int, int] = (64, 40)) -> Image.Image:
    made = Image.new("RGB", size)
    made.putdata(
        [(x * 255 // size[0], y * 255 // size[1], 90) for y in range(size[1]) for x in range(size[0])]
    )
    return made.convert(mode)


def file_of(picture: Image.Image, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def photograph(orientation: int = 1, **more: Any) -> bytes:
    told = Image.Exif()
    told[MAKE] = SECRET
    told[ORIENTATION] = orientation
    told.get_ifd(GPS)[1] = "N"
    return file_of(painted(), "JPEG", exif=told, comment=SECRET.encode(), quality=90, **more)


def pixels(content: bytes) -> tuple[str, tuple[int, int], bytes]:
    with Image.open(io.BytesIO(content)) as opened:
        return opened.mode, opened.size, opened.tobytes()


@pytest.mark.parametrize("more", [{}, {"progressive": True}, {"icc_profile": b"a profile" * 900}])
def test_photograph_looks_as_it_did_and_says_nothing_of_its_camera(more: dict[str, Any]) -> None:
    before = photograph(**more)
    assert SECRET.encode() in before
    made = picture_from(before + SECRET.encode(), "a.jpg")
    assert made.mime == "image/jpeg"
    assert SECRET.encode() not in made.content
    assert b"Exif" not in made.content
    assert pixels(made.content) == pixels(before)
    assert (b"a profile" in made.content) is ("icc_profile" in more)


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_turned_photograph_stands_upright(orientation: int) -> None:
    made = picture_from(photograph(orientation), "a.jpg")
    _, size, _ = pixels(made.content)
    assert size == ((64, 40) if orientation == 3 else (40, 64))
    assert SECRET.encode() not in made.content


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "1"])
def test_drawing_looks_as_it_did_and_says_nothing_of_who_made_it(mode: str) -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", SECRET)
    told.add_itxt("Comment", SECRET)
    before = file_of(painted(mode), "PNG", pnginfo=told)
    made = picture_from(before + SECRET.encode(), "a.png")
    assert made.mime == "image/png"
    assert SECRET.encode() not in made.content
    assert pixels(made.content) == pixels(before)


@pytest.mark.parametrize("mode", ["RGB", "P"])
def test_turned_drawing_stands_upright(mode: str) -> None:
    told = Image.Exif()
    told[ORIENTATION] = 6
    made = picture_from(file_of(painted(mode), "PNG", exif=told), "a.png")
    assert pixels(made.content)[1] == (40, 64)


@pytest.mark.parametrize("content", [b"", b"GIF89a", file_of(painted(), "GIF"), photograph()[:900]])
def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(KnownError, match="picture_not_readable"):
        picture_from(content, "a")


@pytest.mark.parametrize("size", [(40_000, 1), (1, 20_001), (19_000, 19_000)])
def test_more_pixels_than_a_page_shows_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(KnownError, match="picture_too_wide"):
        picture_from(file_of(Image.new("1", size), "PNG"), "a")


@given(st.binary(max_size=200), st.integers(0, 1200))
def test_damage_ends_in_a_sentence_or_a_picture(noise: bytes, at: int) -> None:
    content = photograph()
    spoilt = content[:at] + noise + content[at + len(noise) :]
    said = ""
    try:
        picture_from(spoilt, "a")
    except KnownError as error:
        said = error.code
    assert said in {"", "picture_not_readable", "picture_too_wide"}


def test_file_that_is_not_there_or_too_heavy_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="picture_missing"):
        read_picture(tmp_path / "nothing.png")
    heavy = tmp_path / "heavy.png"
    with heavy.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(KnownError, match="picture_too_heavy"):
        read_picture(heavy)
