"""What a content folder holds once it has been read: frozen, complete, checked."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from bot.content.faq import Faq
from bot.content.problems import suggestion, wrong
from bot.content.texts import Texts
from bot.content.written import Line, Written

Land = Literal["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]
LANGUAGES = "languages"  # name in pydantic's validation context: the languages there are texts for
Days = Annotated[int, Field(ge=1, le=3650)]


class Retention(Written):
    """How long the traces of a relayed message are kept, in days."""

    zuordnung_nachrichten: Days = Field(
        default=180, description="Tage, in denen Zitieren, Ändern und Reagieren bei einer alten Nachricht noch ankommt"
    )
    ereignisse: Days = Field(
        default=3, description="Tage, in denen eine doppelt zugestellte Nachricht noch erkannt wird"
    )
    offene_fragen: Annotated[int, Field(ge=1, le=90)] = Field(
        default=90, description="Tage, in denen unbeantwortete Fragen (ohne Namen) zum Nachlesen bleiben, höchstens 90"
    )


class ServiceSettings(Written):
    """`bleibdran.yaml`: who runs this bot, and the rules that belong to nobody else."""

    name: Line = Field(
        description="Name des Dienstes, wie ihn alle sehen", examples=["Wegbegleitung Landkreis Beispiel"]
    )
    kontakt: Line = Field(
        description="Wie man den Dienst ohne den Bot erreicht; sehen Fremde, die eine Einladung brauchen; eine Zeile",
        examples=["Telefon 05121 000000"],
    )
    sprache: str = Field(
        default="de", description="Sprache für Menschen, die noch keine gewählt haben: texte/<sprache>.ftl"
    )
    land: Land = Field(default="NI", description="Bundesland; entscheidet über Feiertage und Landesrecht")
    bezirke: tuple[Line, ...] = Field(
        default=(), strict=False, description="Bezirke oder Sozialräume des Dienstes, jeder Name einmal"
    )
    einladung_tage: Annotated[int, Field(ge=1, le=365)] = Field(default=14, description="Tage, die eine Einladung gilt")
    pruefung_monate: Annotated[int, Field(ge=1, le=60)] = Field(
        default=12, description="Nach so vielen Monaten sollte jemand eine Antwort neu prüfen"
    )
    aufbewahrung: Retention = Field(
        default=Retention(), description="Wie lange Spuren von Nachrichten bleiben, in Tagen"
    )

    @field_validator("sprache")
    @classmethod
    def _has_texts(cls, language: str, info: ValidationInfo) -> str:
        languages = (info.context or {}).get(LANGUAGES)
        if languages and language not in languages:
            raise wrong(f'sprache: Für "{language}" gibt es keine Texte.', suggestion(language, languages))
        return language

    @field_validator("kontakt")
    @classmethod
    def _one_line(cls, contact: str) -> str:
        if "\n" in contact:
            raise wrong("kontakt: Das sind mehrere Zeilen.", "Schreib alles in eine Zeile.")
        return contact

    @field_validator("bezirke")
    @classmethod
    def _each_once(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        seen: set[str] = set()
        for position, name in enumerate(names):
            if name.casefold() in seen:
                raise wrong(f'bezirke: "{name}" steht zweimal in der Liste.', "Lösch einen der Einträge.", (position,))
            seen.add(name.casefold())
        return names


@dataclass(frozen=True)
class Content:
    """Everything in `content/`; swapped as a whole, never changed."""

    service: ServiceSettings
    texts: Texts
    faq: Faq
    version: str  # changes when any file changes
