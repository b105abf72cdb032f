"""Parameters of a call: whatever way they came, as JSON or a form, each is read as its type or refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from messenger.refusals import bad_request

#: reads one raw value of a parameter of this name
Parser = Callable[[str, Any], Any]
Given = dict[str, Any]

TRUE = frozenset({"true", "1", "yes"})
FALSE = frozenset({"false", "0", "no"})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call."""

    data: bytes
    name: str
    mime: str


def integer(name: str, raw: Any) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    if isinstance(raw, float) and raw.is_integer():
        return int(raw)
    if isinstance(raw, str):
        try:
            return int(raw)
        except ValueError:
            pass
    raise bad_request(f"invalid {name} specified: Integer expected")


def number(name: str, raw: Any) -> float:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return float(raw)
    if isinstance(raw, str):
        try:
            return float(raw)
        except ValueError:
            pass
    raise bad_request(f"invalid {name} specified: Float expected")


def boolean(name: str, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    word = str(raw).lower() if isinstance(raw, int | str) else ""
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise bad_request(f"invalid {name} specified: Boolean expected")


def text(name: str, raw: Any) -> str:
    if isinstance(raw, str):
        return raw
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return str(raw)
    raise bad_request(f"invalid {name} specified: String expected")


def chat(name: str, raw: Any) -> int | str:
    """A chat's number, or the @name of a public one."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    if isinstance(raw, str):
        try:
            return int(raw)
        except ValueError:
            return raw
    raise bad_request(f"invalid {name} specified: Integer or String expected")


def mapping(name: str, raw: Any) -> dict[str, Any]:
    value = _decoded(name, raw)
    if not isinstance(value, dict):
        raise bad_request(f"object expected as {name.replace('_', ' ')}")
    return value


def array(name: str, raw: Any) -> list[Any]:
    value = _decoded(name, raw)
    if not isinstance(value, list):
        raise bad_request(f"expected an Array as {name}")
    return value


def texts(name: str, raw: Any) -> list[str]:
    value = array(name, raw)
    if not all(isinstance(item, str) for item in value):
        raise bad_request(f"expected an Array of String as {name}")
    return value


def message_ids(name: str, raw: Any) -> list[int]:
    value = _decoded(name, raw)
    if not isinstance(value, list):
        raise bad_request("expected an Array of message identifiers")
    if not value:
        raise bad_request("message identifiers are not specified")
    if len(value) > 100:
        raise bad_request("too many message identifiers specified")
    found = []
    for item in value:
        if isinstance(item, bool) or not isinstance(item, int | str):
            raise bad_request("message identifier must be a Number")
        try:
            found.append(int(item))
        except ValueError:
            raise bad_request("can't parse message identifier as a Number") from None
        if found[-1] <= 0:
            raise bad_request("invalid message identifier specified")
    return found


def file(name: str, raw: Any) -> Upload | str:
    """A file of this call, or the id of one the messenger already has."""
    if isinstance(raw, Upload):
        return raw
    return text(name, raw)


def upload(name: str, raw: Any) -> Upload:
    if isinstance(raw, Upload):
        return raw
    raise bad_request(f"{name} must be uploaded as a file")


def _decoded(name: str, raw: Any) -> Any:
    if not isinstance(raw, str):
        return raw
    try:
        return json.loads(raw)
    except ValueError:
        raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None


def read(takes: dict[str, Parser], raw: dict[str, Any]) -> Given:
    """What the method was given, typed. Unknown names are ignored, empty and null values are as if not there."""
    given: Given = {}
    attached: dict[str, Upload] = {}
    for name, value in raw.items():
        parser = takes.get(name)
        if parser is None:
            if isinstance(value, Upload):
                attached[name] = value
            continue
        if value is None or (value == "" and parser is not text):
            continue
        given[name] = parser(name, value)
    if attached:
        given["attached"] = attached
    return given
