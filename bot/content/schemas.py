"""JSON Schemas of the files admins write, for editors that help while typing; made from the models that check them."""

import json
from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, RootModel

from bot.content.amounts import AmountsFile
from bot.content.checkins import PlanFile
from bot.content.crisis import CrisisFile
from bot.content.entry import Head, NoteHead
from bot.content.faq import GroupsFile, LawsFile, TopicsFile
from bot.content.faq_load import WordsFile
from bot.content.model import ServiceSettings
from bot.content.services import GoneFile, ServiceFile


class EitherFile(RootModel[ServiceFile | GoneFile]):
    """`dienste/<name>.yaml`."""


_FILES: Final[Mapping[str, tuple[type[BaseModel], str]]] = {
    "bleibdran.json": (ServiceSettings, "bleibdran.yaml: wer den Bot betreibt"),
    "betraege.json": (AmountsFile, "betraege.yaml: Beträge, die sich ändern"),
    "themen.json": (TopicsFile, "themen.yaml: wer bei was hilft"),
    "gesetze.json": (LawsFile, "gesetze.yaml: wo Gesetze stehen"),
    "gruppen.json": (GroupsFile, "faq/gruppen.yaml: die Gruppen der Fragen"),
    "woerter.json": (WordsFile, "faq/woerter.yaml: was die Suche über Wörter weiß"),
    "checkin.json": (PlanFile, "checkins/<name>.yaml: wann sich der Bot meldet und was er fragt"),
    "dienst.json": (EitherFile, "dienste/<name>.yaml: ein Dienst, der Anliegen annimmt"),
    "krise.json": (CrisisFile, "krise.yaml: woran der Bot Gefahr erkennt, und wen man dann anruft"),
    "eintrag.json": (Head, "Der Kopf eines Eintrags: faq/<gruppe>/<name>.<sprache>.md"),
    "ergaenzung.json": (NoteHead, "Der Kopf einer Ergänzung für eure Stadt"),
}


def all_schemas() -> dict[str, str]:
    """The text of each file in `content/schema/`, by name."""
    found = {}
    for name, (model, title) in _FILES.items():
        schema = model.model_json_schema(mode="validation")
        schema |= {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
        found[name] = json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    return found
