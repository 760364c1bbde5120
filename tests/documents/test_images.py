"""Pictures that are none, too much, or something else as well: refused, within bounds."""

import io
import resource
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from service.documents import images
from service.documents.images import MEMORY_BYTES, examined
from service.domain.errors import Unfit, WrongType
from tests.builders import catalogue
from tests.pictures import a_photo, a_picture, encoded

SIDE = 1280
ONLY_PIXELS = {"APP0", "DQT", "SOF0", "DHT", "SOS"}


def photo(data):
    return examined(data, catalogue().attachments.kind("photo"), SIDE)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, extra=b"", pixels=None, colour=2):
    """A PNG put together by hand, of zeros that deflate to next to nothing."""
    bands = {0: 1, 2: 3, 6: 4}[colour]
    row = b"\0" * (1 + width * bands)
    if pixels is None:
        packer = zlib.compressobj(9)
        pixels = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + chunk(b"IDAT", pixels)
        + chunk(b"IEND", b"")
    )  # fmt: skip


def a_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../run.sh", "echo")
    return out.getvalue()


def animated(kind, **options):
    frames = [a_picture(40, 40) for _ in range(3)]
    return encoded(frames[0], kind, save_all=True, append_images=frames[1:], **options)


def jpeg_with_comment(text):
    plain = a_photo()
    return plain[:2] + b"\xff\xfe" + struct.pack(">H", len(text) + 2) + text + plain[2:]


def claiming(width, height):
    """A JPEG whose header says another size than its pixels have."""
    data = bytearray(a_photo())
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


BOMB = zlib.compress(b"\0" * 200_000_000, 9)  # 200 MB in 200 KB
REFUSED = {
    "81 million pixels": lambda: png(9000, 9000),
    "169 million pixels": lambda: png(13000, 13000),
    "400 million pixels, most of them not there": lambda: png(20000, 20000, pixels=b"x\x9c"),
    "a JPEG that claims 4,000 million": lambda: claiming(65000, 65000),
    "48 million that must be decoded whole": lambda: png(8000, 6000),
    "a progressive JPEG of 30 million": lambda: encoded(
        Image.new("RGB", (6000, 5000)), "JPEG", progressive=True
    ),
    "a huge zTXt": lambda: png(8, 8, chunk(b"zTXt", b"a\0\0" + BOMB)),
    "a huge iTXt": lambda: png(8, 8, chunk(b"iTXt", b"a\0\1\0\0\0" + BOMB)),
    "a huge profile": lambda: png(8, 8, chunk(b"iCCP", b"a\0\0" + BOMB)),
    "many texts": lambda: png(8, 8, chunk(b"tEXt", b"a\0" + b"x" * 60_000) * 8),
    "an animated WEBP": lambda: animated("WEBP"),
    "an animated PNG": lambda: animated("PNG"),
    "CMYK": lambda: encoded(a_picture(mode="CMYK"), "JPEG"),
    "half a JPEG": lambda: a_photo()[:3000],
    "half a PNG": lambda: png(400, 400)[:-20],
    "the head of a JPEG": lambda: b"\xff\xd8\xff" + b"\0" * 100,
    "the head of a WEBP": lambda: b"RIFF\x0c\0\0\0WEBPVP8 \0\0\0\0",
    "an archive behind a PNG": lambda: png(8, 8) + a_zip(),
    "an archive behind a JPEG": lambda: a_photo() + a_zip(),
    "an archive in the text of a PNG": lambda: png(8, 8, chunk(b"tEXt", b"a\0" + a_zip())),
    "a script behind a WEBP": lambda: encoded(a_picture(), "WEBP") + b"<script>",
    "a PDF in the comment of a JPEG": lambda: jpeg_with_comment(b"%PDF-1.7\n1 0 obj"),
}  # fmt: skip
NO_PICTURE = {
    "a GIF": lambda: encoded(a_picture().convert("P"), "GIF"),
    "a TIFF": lambda: encoded(a_picture(), "TIFF"),
    "a BMP": lambda: encoded(a_picture(), "BMP"),
    "JPEG 2000": lambda: b"\0\0\0\x0cjP  \r\n\x87\n" + b"\0" * 64,
    "HEIC by the name of JPEG": lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64,
    "SVG": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "HTML": lambda: b"<!doctype html><img src=x onerror=alert(1)>",
    "a PDF": lambda: b"%PDF-1.7\n" + b"0" * 100,
    "an archive": a_zip,
    "nothing": lambda: b"",
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_looked_at_within_bounds_is_refused(make):
    with pytest.raises(Unfit) as refused:
        photo(make())
    assert refused.value.code == "image-refused"
    assert refused.value.words


@pytest.mark.parametrize("make", NO_PICTURE.values(), ids=NO_PICTURE)
def test_what_is_no_picture_by_its_content_is_refused(make):
    with pytest.raises(WrongType):
        photo(make())


def test_a_signature_is_a_small_png():
    kind = catalogue().attachments.kind("signature")
    examined(encoded(a_picture(300, 100, "RGBA"), "PNG"), kind, SIDE)
    with pytest.raises(WrongType):
        examined(a_photo(), kind, SIDE)
    with pytest.raises(Unfit):
        examined(png(2001, 2000, colour=0), kind, SIDE)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_usual_way_to_hold_colours_is_taken(mode):
    facts, preview = photo(encoded(a_picture().convert(mode), "PNG"))
    assert facts == {"type": "image/png", "width": 120, "height": 80}
    assert Image.open(io.BytesIO(preview)).mode == "RGB"


def test_a_large_ordinary_photo_is_taken_and_its_preview_is_small():
    facts, preview = photo(encoded(Image.new("RGB", (8000, 6000), "teal"), "JPEG"))
    assert (facts["width"], facts["height"]) == (8000, 6000)
    small = Image.open(io.BytesIO(preview))
    assert small.size == (1280, 960)
    assert small.getpixel((9, 9)) == pytest.approx((0, 128, 128), abs=3)


def test_a_camera_may_write_a_second_picture_behind_a_jpeg():
    photo(a_photo() + a_photo())
    frames = [a_picture(40, 40), a_picture(40, 40)]
    photo(encoded(frames[0], "MPO", save_all=True, append_images=frames[1:]))


def markers(jpeg):
    """The names of a JPEG's segments up to its pixels."""
    names = {0xE0: "APP0", 0xDB: "DQT", 0xC0: "SOF0", 0xC4: "DHT", 0xDA: "SOS"}
    at, found = 2, []
    while not found or found[-1] != "SOS":
        found.append(names.get(jpeg[at + 1], hex(jpeg[at + 1])))
        at += 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
    return found


def tagged(kind):
    """A picture with a place, a camera, a thumbnail's worth of everything."""
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "Canary Camera"
    exif[0x9C9B] = "Canary Title".encode("utf-16le")
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 51.0, 12.0), 3: "E", 4: (106.0, 45.0, 41.0)})
    options = {"exif": exif.tobytes(), "icc_profile": b"Canary Profile" * 20}
    if kind == "JPEG":
        options |= {"comment": b"Canary Comment", "xmp": b"<x>Canary XMP</x>"}
    if kind == "WEBP":
        options |= {"xmp": b"<x>Canary XMP</x>"}
    return encoded(a_picture(90, 60), kind, **options)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_preview_holds_nothing_but_pixels(kind):
    data = tagged(kind)
    assert b"Canary" in data
    _, preview = photo(data)
    assert set(markers(preview)) <= ONLY_PIXELS
    shown = Image.open(io.BytesIO(preview))
    assert not shown.getexif()
    assert set(shown.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for word in (b"Canary", "Canary".encode("utf-16le"), b"Exif", b"GPS", b"ICC_PROFILE", b"xmp"):
        assert word not in preview
    assert shown.size == (60, 90)  # upright


def test_what_is_transparent_becomes_white():
    _, preview = photo(encoded(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG"))
    assert Image.open(io.BytesIO(preview)).getpixel((5, 5)) == (255, 255, 255)


def test_the_process_that_looks_knows_no_secret_and_may_hold_little(monkeypatch):
    seen = {}

    def run(command, **options):
        seen.update(options, command=command)
        raise OSError

    monkeypatch.setattr(images.subprocess, "run", run)
    with pytest.raises(images.Busy):
        photo(a_photo())
    assert seen["env"] == {}
    assert "-I" in seen["command"]
    assert MEMORY_BYTES <= 64 * 1024 * 1024


def test_no_bomb_makes_the_process_large():
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for make in (REFUSED["48 million that must be decoded whole"], REFUSED["a huge zTXt"]):
        with pytest.raises(Unfit):
            photo(make())
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert after <= max(before, own, (MEMORY_BYTES + 32 * 1024 * 1024) // 1024)
