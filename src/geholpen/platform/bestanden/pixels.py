"""Width and height of an image out of its header, without decoding it: a small file can unpack to gigabytes."""

from __future__ import annotations

import struct

MAX_PIXELS = 50_000_000


def afmetingen(data: bytes) -> tuple[int, int] | None:
    """The first bytes of PNG, GIF, BMP, JPEG or WebP in; (width, height) out, None when they cannot be read."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return struct.unpack(">II", data[16:24])
        if data.startswith((b"GIF87a", b"GIF89a")):
            return struct.unpack("<HH", data[6:10])
        if data.startswith(b"BM"):
            breedte, hoogte = struct.unpack("<ii", data[18:26])
            return abs(breedte), abs(hoogte)
        if data.startswith(b"\xff\xd8"):
            return _jpeg(data)
        if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
            return _webp(data)
    except (struct.error, IndexError):
        return None
    return None


def te_groot(data: bytes) -> bool:
    """True when the image claims more pixels than may be decoded."""
    maat = afmetingen(data)
    return maat is not None and maat[0] * maat[1] > MAX_PIXELS


def _jpeg(data: bytes) -> tuple[int, int] | None:
    plek = 2
    for _ in range(500):  # segments before the picture; a crafted file may hold millions
        if data[plek] != 0xFF:
            return None
        soort = data[plek + 1]
        if 0xC0 <= soort <= 0xCF and soort not in (0xC4, 0xC8, 0xCC):
            hoogte, breedte = struct.unpack(">HH", data[plek + 5 : plek + 9])
            return breedte, hoogte
        if soort == 0xFF or soort == 0x01 or 0xD0 <= soort <= 0xD8:
            plek += 1 if soort == 0xFF else 2
            continue
        plek += 2 + struct.unpack(">H", data[plek + 2 : plek + 4])[0]
    return None


def _webp(data: bytes) -> tuple[int, int] | None:
    soort = data[12:16]
    if soort == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if soort == b"VP8 ":
        breedte, hoogte = struct.unpack("<HH", data[26:30])
        return breedte & 0x3FFF, hoogte & 0x3FFF
    if soort == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return None
