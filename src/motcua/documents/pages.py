# SPDX-License-Identifier: EUPL-1.2
"""Pages into one paper: photographs and scans are turned upright, brought to a sensible size and bound as one PDF.

Pure: bytes in, bytes out; the same parts give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from motcua.documents.content import IMAGES, PDF, FileRefused

if TYPE_CHECKING:
    from PIL import Image
    from pypdf import PdfReader

LONG_SIDE: Final = 2339
"""Pixels: the long side of A4 at 200 dpi."""
_A4_POINTS: Final = 841.89
_MOST_PIXELS: Final = 60_000_000
_THUMBNAIL: Final = 320
_QUALITY: Final = 80


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a paper and how far it is to be turned clockwise, in degrees."""

    content: bytes
    media_type: str
    turn: int = 0


def check(content: bytes, media_type: str) -> None:
    """See that the file can be read as what it claims to be. Raises `FileRefused`."""
    if media_type in IMAGES:
        with _opened(content) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise FileRefused(
                    "Ảnh quá lớn (hơn 60 triệu điểm ảnh).", hint="Hãy chụp hoặc quét ở độ phân giải thấp hơn."
                )
    elif media_type == PDF:
        _reader(content)


def bind(parts: Sequence[Part], at: dt.datetime) -> bytes:
    """One PDF of all parts in order; `at` is the moment that the document says it was made. Raises `FileRefused`."""
    from pypdf import PdfWriter  # ⚡ takes half a second, and most programs of ours bind nothing

    writer = PdfWriter()
    for part in parts:
        for page in _reader(part.content if part.media_type == PDF else _as_pdf(part)).pages:
            added = writer.add_page(page)
            if part.turn and part.media_type == PDF:
                added.rotate(part.turn)
    stamp = at.astimezone(dt.UTC).strftime("D:%Y%m%d%H%M%SZ")
    writer.add_metadata({"/Producer": "motcua", "/CreationDate": stamp})
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def thumbnail(content: bytes, turn: int = 0) -> bytes:
    """A small JPEG of an image, turned clockwise. Raises `FileRefused`."""
    with _opened(content) as picture:
        picture.draft("RGB", (_THUMBNAIL, _THUMBNAIL))
        small = _upright(picture, turn, _THUMBNAIL)
    return _jpeg(small, 70)


def _as_pdf(part: Part) -> bytes:
    """The frames of an image as pages (a TIFF may hold several), each as wide or high as A4 allows."""
    pages = []
    with _opened(part.content) as picture:
        for number in range(getattr(picture, "n_frames", 1)):
            if number:
                picture.seek(number)
            else:
                picture.draft("RGB", (LONG_SIDE, LONG_SIDE))
            pages.append(_upright(picture, part.turn, LONG_SIDE))
    target = io.BytesIO()
    # The dates are those of the bound document; here they only must not change from one binding to the next.
    still = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).timetuple()
    pages[0].save(
        target,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=72 * max(pages[0].size) / _A4_POINTS,
        quality=_QUALITY,
        creationDate=still,
        modDate=still,
    )
    return target.getvalue()


def _upright(picture: Image.Image, turn: int, longest: int) -> Image.Image:
    from PIL import Image, ImageOps  # ⚡ see bind

    picture.load()
    upright = ImageOps.exif_transpose(picture)
    if turn:
        upright = upright.rotate(-turn, expand=True)
    upright.thumbnail((longest, longest))
    if upright.mode in ("RGBA", "LA", "P", "PA"):
        upright = upright.convert("RGBA")
        paper = Image.new("RGB", upright.size, "white")
        paper.paste(upright, mask=upright.getchannel("A"))
        return paper
    return upright.convert("L" if upright.mode in ("1", "L", "I", "I;16") else "RGB")


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=quality)
    return target.getvalue()


def _opened(content: bytes) -> Image.Image:
    from PIL import Image, UnidentifiedImageError  # ⚡ see bind

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(content))
    except (
        UnidentifiedImageError,
        OSError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise FileRefused(
            "Không mở được ảnh này.", hint="Tệp có thể đã hỏng. Hãy chụp hoặc quét lại."
        ) from error


def _reader(content: bytes) -> PdfReader:
    from pypdf import PdfReader  # ⚡ see bind
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise FileRefused("Tệp PDF có mật khẩu.", hint="Hãy bỏ mật khẩu rồi tải lại.")
        if not len(reader.pages):
            raise FileRefused("Tệp PDF không có trang nào.", hint="Hãy quét lại.")
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise FileRefused("Không mở được tệp PDF này.", hint="Tệp có thể đã hỏng. Hãy quét lại.") from error
    return reader
