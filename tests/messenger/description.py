"""Two descriptions of the Bot API which nobody here wrote: aiogram's models, and bot-api-spec.json if it lies near."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import aiogram.methods
import aiogram.types
from aiogram.methods import TelegramMethod
from pydantic import BaseModel, TypeAdapter

SPEC_FILE = Path(__file__).parents[3] / "shared" / "bot-api-spec.json"
#: parameters which came after Bot API 10.1, so only aiogram knows them
NEWER = frozenset({"ephemeral_message_parameters", "receiver_user_id", "callback_query_id", "rich_message"})
#: parameters and fields which aiogram keeps from before, but Telegram documents no more
OLDER = frozenset({"switch_pm_text", "switch_pm_parameter", "hide_url", "disable_web_page_preview"})
#: fields which came after Bot API 10.1, which aiogram insists on
NEWER_FIELDS = frozenset({"ChatMemberAdministrator.can_send_welcome_messages"})


@cache
def spec() -> dict[str, Any] | None:
    return json.loads(SPEC_FILE.read_text()) if SPEC_FILE.exists() else None


@cache
def aiogram_methods() -> dict[str, type[TelegramMethod[Any]]]:
    """aiogram's methods by their name in the Bot API."""
    found = {}
    for name in aiogram.methods.__all__:
        method = getattr(aiogram.methods, name)
        if isinstance(method, type) and issubclass(method, TelegramMethod) and method is not TelegramMethod:
            found[str(method.__api_method__)] = method
    return found


@cache
def _adapter(method: str) -> TypeAdapter[Any]:
    return TypeAdapter(aiogram_methods()[method].__returning__)


def check_result(method: str, result: Any) -> None:
    """Both descriptions must recognise this result, with nothing missing and nothing extra."""
    no_extras(_adapter(method).validate_python(result), method)
    if (known := spec()) is not None:
        problems = _fewest(_problems(known, result, kind, method) for kind in known["methods"][method]["returns"])
        assert not problems, problems


def check_update(update: dict[str, Any]) -> None:
    no_extras(aiogram.types.Update.model_validate(update), "Update")
    if (known := spec()) is not None:
        problems = _problems(known, update, "Update", "Update")
        assert not problems, problems


def no_extras(value: Any, where: str) -> None:
    """aiogram lets unknown fields pass; here they are an error."""
    if isinstance(value, BaseModel):
        assert not value.model_extra, f"{where}: {type(value).__name__} has no {sorted(value.model_extra)}"
        for name in type(value).model_fields:
            no_extras(getattr(value, name), f"{where}.{name}")
    elif isinstance(value, list):
        for item in value:
            no_extras(item, where)


SIMPLE: dict[str, type | tuple[type, ...]] = {
    "Integer": int,
    "String": str,
    "Float": (int, float),
    "Boolean": bool,
    "True": bool,
}


def _problems(known: dict[str, Any], value: Any, kind: str, where: str) -> list[str]:
    """How this value fails to be what the description calls by this name."""
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            return [f"{where} is no array"]
        inner = kind.removeprefix("Array of ")
        return [problem for item in value for problem in _problems(known, item, inner, where)]
    if kind in SIMPLE:
        fits = isinstance(value, SIMPLE[kind]) and (isinstance(value, bool) == (SIMPLE[kind] is bool))
        return [] if fits else [f"{where} is {value!r}, not {kind}"]
    described = known["types"][kind]
    if subtypes := described.get("subtypes"):
        return _fewest(_problems(known, value, subtype, where) for subtype in subtypes)
    if not isinstance(value, dict):
        return [f"{where} is {value!r}, not {kind}"]
    fields = {field["name"]: field for field in described.get("fields", ())}
    found = [
        f"{where}: {kind} has no {name}"
        for name in value
        if name not in fields and f"{kind}.{name}" not in NEWER_FIELDS
    ]
    for name, field in fields.items():
        if name not in value:
            found += [f"{where}: {kind} lacks {name}"] if field["required"] else []
            continue
        found += _fewest(_problems(known, value[name], one, f"{where}.{name}") for one in field["types"])
    return found


def _fewest(tries: Iterable[list[str]]) -> list[str]:
    """Of several readings of a value, that with the fewest problems."""
    return min(tries, key=lambda problems: len(problems))


def documented_fields(kind: str) -> set[str]:
    """Every field of this object in either description."""
    names = _fields(getattr(aiogram.types, kind))
    if (known := spec()) is not None:
        names |= {field["name"] for field in known["types"][kind]["fields"]}
    return names


def required_fields(kind: str) -> set[str]:
    """Every field of Bot API 10.1 that this object has."""
    if (known := spec()) is not None:
        return {field["name"] for field in known["types"][kind]["fields"]}
    return _fields(getattr(aiogram.types, kind)) - OLDER


def _fields(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def documented_parameters(method: str) -> set[str]:
    """Every parameter of this method in either description."""
    names = _fields(aiogram_methods()[method])
    if (known := spec()) is not None:
        names |= {field["name"] for field in known["methods"][method].get("fields", ())}
    return names


def required_parameters(method: str) -> set[str]:
    """Every parameter of Bot API 10.1 that this method takes."""
    if (known := spec()) is not None:
        return {field["name"] for field in known["methods"][method].get("fields", ())}
    return _fields(aiogram_methods()[method]) - NEWER - OLDER
