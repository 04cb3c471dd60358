"""The colour space a PDF names: ours is sRGB, and never another by one byte."""

import hashlib
import io
from struct import unpack

from PIL import Image, ImageCms

from facilitator.exporting.pdf.colour_profile import NAME, srgb_profile


def test_profile_is_srgb_as_another_makes_it() -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    theirs = ImageCms.createProfile("sRGB")
    shades = [0, 1, 8, 29, 64, 119, 128, 186, 250, 255]
    image = Image.new("RGB", (len(shades) ** 2, len(shades)))
    image.putdata([(red, green, blue) for red in shades for green in shades for blue in shades])
    turned = ImageCms.profileToProfile(image, ours, theirs)
    assert turned is not None
    pairs = zip(image.tobytes(), turned.tobytes(), strict=True)
    assert max(abs(before - after) for before, after in pairs) <= 1
    assert ImageCms.getProfileName(ours).strip() == NAME


def test_profile_is_small_well_formed_and_always_the_same() -> None:
    data = srgb_profile()
    assert data == srgb_profile()
    assert len(data) < 4_000
    size, version, kind = unpack(">I4xI4s", data[:16])
    assert (size, version >> 24, kind, data[36:40]) == (len(data), 2, b"mntr", b"acsp")
    (count,) = unpack(">I", data[128:132])
    ends = [sum(unpack(">II", data[136 + 12 * at : 144 + 12 * at])) for at in range(count)]
    assert max(ends) <= len(data)
    assert hashlib.sha256(data).hexdigest()[:16] == "93533dbf32714344"
