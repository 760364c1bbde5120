"""A photo leaves the tablet without what the camera wrote beside it, and upright."""

import base64
import io
from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw
from PIL.ExifTags import GPS, IFD, Base

from tests.pictures import encoded
from tests.tablet.device import Tablet
from tests.tablet.network import Network
from tests.tablet.stage import Office, until_sent

Tablets = Callable[..., Tablet]
pytestmark = pytest.mark.xdist_group(__name__)

SECRETS = (b"MAYANHBIMAT", b"NGUOICHUPBIMAT", b"2026:11:03 08:30:00", b"Exif\x00", b"GHICHUBIMAT")
WIDTH, HEIGHT = 400, 240  # as the sensor has it, lying on its side
TURNED = 6  # EXIF: turn by 90° clockwise to see it upright
TAKE = """
  const bytes = Uint8Array.from(atob(given.photo), (letter) => letter.charCodeAt(0));
  const draft = await core.begin(given.place);
  core.answerAll(draft);
  const hash = await draft.addPhoto({item: 'CL-01'}, new Blob([bytes], {type: given.type}));
  draft.addFlag({indicator: 'ROO-03'});
  const sealed = await draft.addPhoto({flag: 0}, new Blob([bytes], {type: given.type}));
  await draft.finish();
  return {id: draft.id, hash, sealed, facts: draft.row.photos[hash]};
"""


def from_a_camera() -> Image.Exif:
    told = Image.Exif()
    told[Base.Make] = "MAYANHBIMAT"
    told[Base.Artist] = "NGUOICHUPBIMAT"
    told[Base.Orientation] = TURNED
    told.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = "2026:11:03 08:30:00"
    told.get_ifd(IFD.Exif)[Base.UserComment] = b"GHICHUBIMAT"
    told.get_ifd(IFD.GPSInfo)[GPS.GPSLatitudeRef] = "N"
    told.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (21.0, 51.0, 12.0)
    told.get_ifd(IFD.GPSInfo)[GPS.GPSLongitudeRef] = "E"
    told.get_ifd(IFD.GPSInfo)[GPS.GPSLongitude] = (106.0, 45.0, 41.0)
    return told


def lying_on_its_side() -> Image.Image:
    """Its left end is red, which is on top once it stands upright."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), "blue")
    ImageDraw.Draw(picture).rectangle((0, 0, WIDTH // 2, HEIGHT), fill="red")
    return picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])  # The browser turns no WEBP; cameras write none.
def test_it_leaves_without_place_camera_or_name_and_stands_upright(
    office: Office, network: Network, tablet_of: Tablets, place: str, kind: str
) -> None:
    photo = encoded(lying_on_its_side(), kind, exif=from_a_camera())
    assert b"MAYANHBIMAT" in photo
    tablet = tablet_of(network.port).open().enrol()
    given = {"place": place, "photo": base64.b64encode(photo).decode()}
    taken = tablet.run(TAKE, {**given, "type": f"image/{kind.lower()}"})
    until_sent(tablet)
    assert taken["hash"] == taken["sealed"]
    stored = office.file(taken["id"], taken["hash"])
    assert not any(secret in stored for secret in SECRETS)
    with Image.open(io.BytesIO(stored)) as picture:
        assert picture.format == "JPEG"
        assert not picture.getexif()
        assert {name for name in picture.info if not name.startswith("jfif")} <= {"icc_profile"}
        assert picture.size == (HEIGHT, WIDTH)
        assert (taken["facts"]["width"], taken["facts"]["height"]) == picture.size
        red, _, blue = picture.getpixel((HEIGHT // 2, WIDTH // 4))
        assert (red > 200, blue < 60) == (True, True)
        red, _, blue = picture.getpixel((HEIGHT // 2, 3 * WIDTH // 4))
        assert (red < 60, blue > 200) == (True, True)
