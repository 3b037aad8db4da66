# SPDX-License-Identifier: EUPL-1.2
"""Frozen values to JSON and back.

A letter keeps the JSON of its data for ever and is printed from it again, so the text is canonical: keys sorted, no
spaces, no escapes. Reading is strict: an unknown key, a missing key without default or a wrong type is an error,
never a guess.
"""

import dataclasses
import json
import types
import typing
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, TypeVar

from motcua.documents.forms.errors import FormDataError, FormTimeError

SCHEMA_VERSION = 1
T = TypeVar("T", bound="Value")


@dataclasses.dataclass(frozen=True, slots=True)
class Value:
    """Base of all form values: immutable, and every moment in it carries its offset from UTC."""

    def __post_init__(self) -> None:
        for name in _names(type(self)):
            value = getattr(self, name)
            if isinstance(value, datetime) and value.utcoffset() is None:
                raise FormTimeError(f"{type(self).__name__}.{name}")


# ⚡ Asked for each value of each letter; `dataclasses.fields` makes the answer anew every time.
_KNOWN: dict[type[Any], tuple[str, ...]] = {}


def _names(cls: type[Any]) -> tuple[str, ...]:
    names = _KNOWN.get(cls)
    if names is None:
        names = _KNOWN[cls] = tuple(field.name for field in dataclasses.fields(cls))
    return names


def dump(role: str, value: Value) -> str:
    """Canonical JSON text of a form's data."""
    document = {"role": role, "schema": SCHEMA_VERSION, "data": _encode(value)}
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(role: str, cls: type[T], text: str) -> T:
    """The value whose ``dump`` gave ``text``. Raises FormDataError, FormTimeError."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise FormDataError(f"không phải JSON ({error.msg}, dòng {error.lineno})") from error
    if not isinstance(document, dict) or set(document) != {"role", "schema", "data"}:
        raise FormDataError("thiếu role, schema hoặc data")
    if document["schema"] != SCHEMA_VERSION or document["role"] != role:
        raise FormDataError(f"bản lưu là {document['role']} phiên bản {document['schema']}, cần {role}")
    return _decode_value(cls, document["data"], cls.__name__)


_SCALARS = frozenset({str, int, bool, type(None)})


def _encode(value: object) -> object:
    if type(value) in _SCALARS:  # ⚡ three of four
        return value
    if isinstance(value, Value):
        return {name: _encode(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return value


@cache
def _hints(cls: type) -> dict[str, Any]:
    return {k: v for k, v in typing.get_type_hints(cls).items() if typing.get_origin(v) is not ClassVar}


def _decode_value(cls: type[T], raw: object, where: str) -> T:
    if not isinstance(raw, dict):
        raise FormDataError(f"{where} phải là một đối tượng")
    hints = _hints(cls)  # type: ignore[arg-type]  # a dataclass type is hashable
    unknown = sorted(set(raw) - set(hints))
    if unknown:
        raise FormDataError(f"{where} có trường lạ: {', '.join(unknown)}")
    try:
        return cls(**{key: _decode(hints[key], item, f"{where}.{key}") for key, item in raw.items()})
    except TypeError as error:
        raise FormDataError(f"{where} thiếu trường bắt buộc") from error


def _decode(hint: Any, raw: object, where: str) -> Any:
    origin = typing.get_origin(hint)
    if origin is types.UnionType or origin is typing.Union:
        if raw is None:
            return None
        (hint,) = (arg for arg in typing.get_args(hint) if arg is not type(None))
        origin = typing.get_origin(hint)
    if origin is tuple:
        if not isinstance(raw, list):
            raise FormDataError(f"{where} phải là một danh sách")
        return tuple(_decode(typing.get_args(hint)[0], item, f"{where}[{i}]") for i, item in enumerate(raw))
    if issubclass(hint, Value):
        return _decode_value(hint, raw, where)
    return _decode_scalar(hint, raw, where)


def _decode_scalar(hint: type[Any], raw: object, where: str) -> Any:
    try:
        if hint in (datetime, date) or issubclass(hint, StrEnum):
            return hint.fromisoformat(raw) if hint in (datetime, date) else hint(raw)
    except (TypeError, ValueError) as error:
        raise FormDataError(f"{where} có giá trị không hợp lệ: {raw!r}") from error
    # bool is a kind of int in Python, but never in a form.
    if type(raw) is not hint:
        raise FormDataError(f"{where} phải là {hint.__name__}, không phải {type(raw).__name__}")
    return raw
