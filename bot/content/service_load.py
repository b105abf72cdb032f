"""Files -> services, and every problem in them."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.content import keyed, service_checks
from bot.content.faq_load import File
from bot.content.problems import Problem
from bot.content.service_checks import Around
from bot.content.services import COORDINATION, GoneFile, Service, ServiceFile, Services

FOLDER: Final = "dienste"
SHIPPED_COORDINATION: Final = f"{FOLDER}/{COORDINATION}.yaml"
_GONE: Final = re.compile(r"^gone\s*:", re.MULTILINE)


def load(
    files: Sequence[File],
    settings: File | None,
    bezirke: Sequence[str] | None,
    topics: Mapping[str, object] | None,
    notices: bool,
    problems: list[Problem],
) -> Services:
    """All services there are. Only to be used if nothing that blocks was added to `problems`.

    `settings`: the `bleibdran.yaml` that counts; `bezirke`, `topics`: None where they could not be read;
    `notices`: also what an editor should know beyond mistakes.
    """
    found = keyed.of_folder(files, FOLDER, problems)
    gone = {key for key, file in found.items() if _GONE.search(file.text)}
    for key in gone:
        keyed.read(found[key], key, GoneFile, problems)
    there = {key: file for key, file in sorted(found.items()) if key not in gone}
    read = {key: keyed.read(file, key, ServiceFile, problems) for key, file in there.items()}
    services = {key: service for key, service in read.items() if service is not None}
    around = Around(topics, bezirke, found.keys(), _examples(files, there, settings))
    for service in services.values():
        problems += service_checks.of_one(service, around)
    problems += service_checks.together(services, bezirke)
    if notices:
        problems += service_checks.examples(services, around)
    made = {key: Service.model_construct(key=key, **dict(each.value)) for key, each in services.items()}
    return Services(made, tuple(topics or ()))


def _examples(files: Sequence[File], services: Mapping[str, File], settings: File | None) -> set[str]:
    """Services of folders below the one whose settings count: what a town has not replaced yet."""
    if settings is None:
        return set()
    roots = list(dict.fromkeys(keyed.root(file) for file in files))
    own = roots.index(keyed.root(settings))
    return {key for key, file in services.items() if roots.index(keyed.root(file)) < own}
