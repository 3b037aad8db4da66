# SPDX-License-Identifier: EUPL-1.2
"""Blocks that the statutory forms share. All text is plain: it is printed as it stands, never read as markup.

Empty text means "not known": the form then shows a dotted line to be filled by hand, as the paper form does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self

from typing_extensions import override

from motcua.documents.forms.codec import Value, dump, read
from motcua.documents.forms.errors import TimeBarError
from motcua.law.clock import VIETNAM
from motcua.law.explanations import SegmentKind
from motcua.law.forms import FormRole


@dataclass(frozen=True, slots=True)
class Issuer(Value):
    """Who issues the form (NĐ 30/2020 Đ.8: tên cơ quan, địa danh).

    ``parent``: the agency above (cơ quan chủ quản); ``name``: the issuing agency; ``place``: địa danh of the
    date line; ``desk``: full name of the one-stop desk that received the dossier.
    """

    name: str
    place: str
    desk: str
    parent: str = ""
    address: str = ""
    hotline: str = ""


@dataclass(frozen=True, slots=True)
class FormData(Value):
    """Base of the data of one form; ``role`` is the value of the form's role in ``motcua.law.forms``."""

    role: ClassVar[FormRole]

    issuer: Issuer
    issued_at: datetime

    def to_json(self) -> str:
        """Canonical JSON text of this form, the snapshot to keep."""
        return dump(self.role, self)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The form whose ``to_json`` gave ``text``. Raises FormDataError, FormTimeError."""
        return read(cls.role, cls, text)


@dataclass(frozen=True, slots=True)
class Signatory(Value):
    """Place of a signature; nothing here says that anybody signed.

    ``capacity``: lines above the position, such as ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"); ``position``: the
    office held, "PHÓ CHỦ TỊCH".
    """

    name: str = ""
    position: str = ""
    capacity: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Authoriser(Value):
    """The person or organisation in whose name the applicant files (người ủy quyền; TT 03/2025 Mẫu 01)."""

    name: str
    identity_number: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class ApplicantBlock(Value):
    """Who files. ``honorific`` stands before the name of a person and is empty for organisations."""

    name: str
    honorific: str = "Ông/Bà"
    identity_number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    authoriser: Authoriser | None = None


@dataclass(frozen=True, slots=True)
class PaperLine(Value):
    """One paper (thành phần hồ sơ) with its number of copies by kind; ``note``: what is wrong with it or missing."""

    name: str
    originals: int = 0
    certified: int = 0
    photocopies: int = 0
    electronic: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contact(Value):
    """Whom to ask."""

    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Check(Value):
    """How anybody looks the dossier up.

    ``url``: full https address that the QR code carries; ``address``: the short address printed for typing by hand;
    ``secret``: the receipt's secret that opens the timeline (on the receipt only). Without ``url`` the QR code
    carries the dossier code itself. ``rated``: the address also leads to the ballot.
    """

    url: str = ""
    address: str = ""
    secret: str = ""
    rated: bool = False


# Defaults of the forms: nobody to ask, nowhere to look, nobody's signature.
NO_CONTACT = Contact()
NO_CHECK = Check()
UNSIGNED = Signatory()


@dataclass(frozen=True, slots=True)
class TimeSegment(Value):
    """One stretch of the time bar; ``label``: name of the holiday or reason of the pause."""

    start: datetime
    end: datetime
    kind: SegmentKind
    label: str = ""


@dataclass(frozen=True, slots=True)
class TimeBar(Value):
    """Time from receipt to the promised moment, in order, without overlap (gaps are drawn as closed).

    Raises TimeBarError when the segments are empty, run backwards or overlap.
    """

    segments: tuple[TimeSegment, ...]

    @override
    def __post_init__(self) -> None:
        if not self.segments:
            raise TimeBarError("không có đoạn nào")
        for segment in self.segments:
            if segment.end <= segment.start:
                raise TimeBarError(f"đoạn bắt đầu lúc {segment.start.isoformat()} không có độ dài")
        for before, after in zip(self.segments, self.segments[1:], strict=False):
            if after.start < before.end:
                raise TimeBarError(f"hai đoạn chồng nhau lúc {after.start.isoformat()}")

    @classmethod
    def from_segments(cls, segments: Iterable[Mapping[str, str]]) -> "TimeBar":
        """The bar of an explanation of a deadline: mappings with ``from, to, kind, label``.

        The law counts in local civil time, so a moment without offset is Vietnamese time (UTC+7, no summer time).
        Stretches without length are left out.
        """
        parsed = []
        for segment in segments:
            try:
                start, end = _moment(segment["from"]), _moment(segment["to"])
                kind = SegmentKind(segment["kind"])
            except (KeyError, ValueError) as error:
                raise TimeBarError(f"đoạn không hợp lệ ({error})") from error
            if start != end:
                parsed.append(TimeSegment(start, end, kind, segment.get("label") or ""))
        return cls(tuple(parsed))


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
