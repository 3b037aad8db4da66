# SPDX-License-Identifier: EUPL-1.2
"""Pictures of pages: opened, brought upright and to one size, cleaned of stamps and shadows."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageOps, ImageSequence, UnidentifiedImageError

from motcua.errors import MotCuaError

DPI: Final = 200
LONG_SIDE: Final = 2339
"""Pixels: the long side of A4 at 200 dpi."""

SHOWN_SIDE: Final = 1684
"""Long side of the picture that is kept to look at."""

MOST_PIXELS: Final = 60_000_000
MOST_PAGES: Final = 400
_WHITE = 255
_STEEPEST = 4.0
_STEP = 0.1

Grey = NDArray[np.uint8]
Dark = NDArray[np.bool_]


class PictureUnreadable(MotCuaError):
    """Bytes that are no picture, or one too large."""

    code = "picture_unreadable"


def opened(data: bytes) -> Iterator[Image.Image]:
    """Every page of a picture file (a TIFF may have many), turned as the camera says. Raises `PictureUnreadable`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as picture:
                for number, frame in enumerate(ImageSequence.Iterator(picture)):
                    if frame.width * frame.height > MOST_PIXELS or number >= MOST_PAGES:
                        raise PictureUnreadable("Ảnh quá lớn hoặc có quá nhiều trang.")
                    yield ImageOps.exif_transpose(frame.convert("RGB"))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as error:
        raise PictureUnreadable("Không mở được ảnh này.") from error


def count_of(data: bytes) -> int:
    """How many pages a picture file has. Raises `PictureUnreadable`."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return int(getattr(picture, "n_frames", 1))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as error:
        raise PictureUnreadable("Không mở được ảnh này.") from error


def sized(picture: Image.Image) -> Image.Image:
    """A page as if scanned at 200 dpi: very large ones made smaller, small ones larger."""
    scale = LONG_SIDE / max(picture.size)
    if 0.9 <= scale <= 1.1:
        return picture
    size = (max(round(picture.width * scale), 1), max(round(picture.height * scale), 1))
    return picture.resize(size, Image.Resampling.LANCZOS if scale > 1 else Image.Resampling.BOX)


def turned(
    picture: Image.Image, angle: float, how: Image.Resampling = Image.Resampling.BICUBIC
) -> Image.Image:
    """A page turned back by so many degrees, with white where it had nothing."""
    if abs(angle) < _STEP:
        return picture
    white = _WHITE if picture.mode == "L" else (_WHITE,) * 3
    return picture.rotate(angle, resample=how, fillcolor=white)


def askew(picture: Image.Image) -> float:
    """By how many degrees a page is to be turned so that its lines lie level: the sharpest profile of rows wins."""
    small = picture.convert("L")
    small.thumbnail((840, 840), Image.Resampling.BOX)
    y, x = np.nonzero(np.asarray(small) < 160)
    if not len(y):
        return 0.0
    across, down = x - small.width / 2, y - small.height / 2
    lowest = math.hypot(small.height, small.width) / 2 + 1

    def sharp(angle: float) -> float:
        # ⚡ Only the ink is turned, and of it only the height is asked: no picture is made.
        turned = down * math.cos(math.radians(angle)) - across * math.sin(math.radians(angle)) + lowest
        rows = np.bincount(turned.astype(np.int64), minlength=int(2 * lowest) + 1)
        return float(np.square(np.diff(rows)).sum())

    coarse = max(np.arange(-_STEEPEST, _STEEPEST + 0.01, 0.5), key=sharp)
    fine = max(np.arange(coarse - 0.4, coarse + 0.41, _STEP), key=sharp)
    # A page of nothing but noise has no best angle: turned only where that is clearly sharper.
    return float(fine) if sharp(float(fine)) > 1.02 * sharp(0.0) else 0.0


def cleaned(picture: Image.Image) -> Grey:
    """The page in grey on white: red stamps and blue signatures gone, shadows and yellowed paper evened out."""
    picture = picture.convert("RGB")
    red, green, blue = picture.split()
    grey = np.asarray(picture.convert("L"), np.float32)
    # Ink of a stamp is bright in red light; black print under it stays dark there.
    stamp = np.asarray(ImageChops.subtract(red, ImageChops.lighter(green, blue))) > 30
    signature = _strokes(np.asarray(ImageChops.subtract(blue, red)) > 40)
    grey[stamp] = np.asarray(red)[stamp]
    grey[signature] = np.maximum(np.asarray(blue)[signature], 190)
    even = grey * (1.06 * _WHITE / _paper(grey))
    even[(stamp | signature) & (even > 110)] = _WHITE
    return np.minimum(even, _WHITE).astype(np.uint8)


def _paper(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    """How bright the paper is at each point, from the brightest spots around it."""
    height, width = grey.shape
    small = Image.fromarray(grey).resize((max(width // 8, 1), max(height // 8, 1)), Image.Resampling.BOX)
    near = np.asarray(small)
    rows, columns = (max(side // 10, 1) for side in near.shape)
    blocks = near[: rows * 10, : columns * 10]
    if blocks.shape != (rows * 10, columns * 10):
        return np.full(grey.shape, max(float(grey.max()), 1.0), np.float32)
    bright = blocks.reshape(rows, 10, columns, 10).max(axis=(1, 3)).astype(np.float32)
    paper = Image.fromarray(bright).resize((width, height), Image.Resampling.BILINEAR)
    return np.maximum(np.asarray(paper, np.float32), np.float32(90))


def _strokes(blue: Dark) -> Dark:
    """Of what is blue, the wide strokes of a hand; printed blue words are small, and stay."""
    size = 12
    height, width = (side // size * size for side in blue.shape)
    if not blue.any() or not height or not width:
        return np.zeros_like(blue)
    coarse = blue[:height, :width].reshape(height // size, size, width // size, size).any(axis=(1, 3))
    kept = np.zeros_like(coarse)
    waiting = {(int(y), int(x)) for y, x in np.argwhere(coarse)}
    while waiting:
        patch, edge = [], [waiting.pop()]
        while edge:
            y, x = edge.pop()
            patch.append((y, x))
            around = {(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)} & waiting
            waiting -= around
            edge += around
        if max(y for y, _ in patch) - min(y for y, _ in patch) >= 6:
            for y, x in patch:
                kept[y, x] = True
    wide = np.zeros_like(blue)
    wide[:height, :width] = kept.repeat(size, axis=0).repeat(size, axis=1)
    return wide & blue


def shown(picture: Image.Image, angle: float = 0.0) -> bytes:
    """The page as a PNG to look at, with its colours, not large, turned back by so many degrees."""
    small = picture
    if max(picture.size) > SHOWN_SIDE:
        small = picture.copy()
        small.thumbnail((SHOWN_SIDE, SHOWN_SIDE), Image.Resampling.BOX)
    # ⚡ Half the work, and only eyes see it: Tesseract misreads one word in four hundred more of a page turned so.
    small = turned(small, angle, Image.Resampling.BILINEAR)
    if small.mode != "L":
        small = small.quantize(48, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    kept = io.BytesIO()
    small.save(kept, "PNG", compress_level=2)
    return kept.getvalue()
