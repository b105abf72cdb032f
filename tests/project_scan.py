"""Reads our own code and tells which texts it asks for, and how. Used by test_project.py."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

# Functions and methods that take the key of a text, and which of their arguments it is; keywords are its variables.
SAYING = {
    "say": 0,  # key
    "say_to": 1,  # person, key
    "say_at": 2,  # address, language, key
    "say_in_time": 0,  # key
    "say_of": 4,  # request, service, careleaver, person, key
    "text": -1,  # key, or language, key
    "text_for": 1,  # person, key
    "option": 0,  # key
    "show": 1,  # picture, key
    "edit_said": 0,  # key
    "alert": 0,  # key
}

# Keywords of these functions that are not variables of the text.
NOT_VARIABLES = {
    *("options", "ask", "answers", "about", "action", "argument"),
    *("to", "lane", "silent", "once", "reply_to", "thread", "whom", "checkin", "not_before", "expires_at"),
}

_OURS = {"bot", "conversations"}
_KEY = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class Key:
    """A key as it is written: in full, or with holes (`role-{…}`) that stand for something."""

    written: str
    pattern: re.Pattern[str]
    exact: bool

    def of(self, keys: Iterable[str]) -> list[str]:
        """The existing keys this may be."""
        return [key for key in keys if self.pattern.fullmatch(key)]


@dataclass(frozen=True)
class Use:
    """One call that asks for a text. `variables` is None where they are handed through (`**variables`)."""

    path: Path
    line: int
    key: Key
    variables: frozenset[str] | None


def uses(path: Path, source: str) -> list[Use]:
    """Every call that says something whose key can be read in the code."""
    module = ast.parse(source)
    foreign, constants = _foreign_names(module), _constants(module)
    return [
        Use(path, call.lineno, key, _variables(call))
        for call in ast.walk(module)
        if isinstance(call, ast.Call) and _says(call.func, foreign)
        for argument in _key_argument(call)
        for key in _keys(argument, constants)
    ]


def mentions(source: str) -> tuple[set[str], list[re.Pattern[str]]]:
    """All words in quotes, and the patterns of all f-strings that begin like a key (`role-`)."""
    words, patterns = set(), []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            key = _with_holes(node)
            if re.match(r"[a-z][a-z0-9-]*-", key.written) and _KEY.fullmatch(key.written.replace("{…}", "x")):
                patterns.append(key.pattern)
    return words, patterns


def wrong_uses(found: Iterable[Use], variables: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Calls with a key that does not exist, or with other variables than the text has."""
    for use in found:
        where = f'{use.path}:{use.line}: "{use.key.written}"'
        keys = use.key.of(variables)
        if not keys:
            yield f"{where} is no key of de.ftl"
        elif use.variables is not None and not any(use.variables == variables[key] for key in keys):
            needed = " or ".join(sorted({_listed(variables[key]) for key in keys}))
            yield f"{where} needs {needed}; given: {_listed(use.variables)}"


def unused(keys: Iterable[str], sources: Iterable[str]) -> set[str]:
    """Keys that stand nowhere in the code, neither in full nor as what an f-string may become."""
    left = set(keys)
    for source in sources:
        words, patterns = mentions(source)
        left -= words
        left -= {key for key in left if any(pattern.fullmatch(key) for pattern in patterns)}
    return left


def undocumented(names: Iterable[str], pages: Iterable[str]) -> set[str]:
    """Names no page has; `A_KEY` is not documented by `A_KEY_FILE`."""
    text = "\n".join(pages)
    return {name for name in names if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)}


def _says(function: ast.expr, foreign: set[str]) -> bool:
    """Whether this is one of the functions; not sqlalchemy's `text`, imported or as `sa.text`."""
    owner = function.value if isinstance(function, ast.Attribute) else function
    return _name(function) in SAYING and not (isinstance(owner, ast.Name) and owner.id in foreign)


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _foreign_names(module: ast.Module) -> set[str]:
    """What the module imports from others' packages."""
    names = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            names |= {alias.asname or alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] not in _OURS:
            names |= {alias.asname or alias.name for alias in node.names}
    return names


def _constants(module: ast.Module) -> dict[str, ast.expr]:
    """What names at the top of the module stand for."""
    found = {}
    for node in module.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found[name] = value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                found[name] = value
    return found


def _key_argument(call: ast.Call) -> list[ast.expr]:
    """The argument that is the key; none where too few are written."""
    position = SAYING[_name(call.func)]
    return call.args[position:][:1]


def _keys(node: ast.expr, constants: Mapping[str, ast.expr]) -> Iterator[Key]:
    """The keys an expression can be seen to stand for: literals, f-strings, either branch of an `if`, any of a dict."""
    match node:
        case ast.Constant(value=str(key)):
            yield Key(key, re.compile(re.escape(key)), exact=True)
        case ast.JoinedStr():
            yield _with_holes(node)
        case ast.IfExp():
            yield from _keys(node.body, constants)
            yield from _keys(node.orelse, constants)
        case ast.Subscript(value=ast.Dict(values=values)):
            for value in values:
                yield from _keys(value, constants)
        case ast.Subscript(value=ast.Name(id=name)) if isinstance(constants.get(name), ast.Dict):
            for value in constants[name].values:  # type: ignore[attr-defined]  # a Dict, as the line above says
                yield from _keys(value, constants)
        case ast.Name(id=name) if name in constants and not isinstance(constants[name], ast.Name):
            yield from _keys(constants[name], constants)


def _with_holes(node: ast.JoinedStr) -> Key:
    parts = [str(part.value) if isinstance(part, ast.Constant) else None for part in node.values]
    written = "".join("{…}" if part is None else part for part in parts)
    return Key(written, re.compile("".join(".+" if part is None else re.escape(part) for part in parts)), exact=False)


def _variables(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    if None in names:
        return None
    return frozenset(name for name in names if name is not None and name not in NOT_VARIABLES)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"
