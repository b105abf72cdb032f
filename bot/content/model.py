"""What a content folder holds once it has been read: frozen, complete, checked."""

from dataclasses import dataclass
from typing import Annotated, Final, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, ValidationInfo, field_validator

from bot.content.checkins import CheckInPlans
from bot.content.crisis import Crisis
from bot.content.faq import Faq
from bot.content.problems import suggestion, wrong
from bot.content.services import Services
from bot.content.texts import Texts
from bot.content.times import QuietHours
from bot.content.written import Line, Written

Land = Literal["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]
LANGUAGES = "languages"  # name in pydantic's validation context: the languages there are texts for
Days = Annotated[int, Field(ge=1, le=3650)]
ContentKind = Literal[
    "bilder", "videos", "sprachnachrichten", "dokumente", "standorte", "kontakte", "sticker", "umfragen"
]
_KINDS: Final[dict[str, ContentKind]] = {
    "photo": "bilder", "video": "videos", "video_note": "videos", "animation": "videos",
    "voice": "sprachnachrichten", "audio": "sprachnachrichten", "document": "dokumente",
    "location": "standorte", "venue": "standorte", "contact": "kontakte", "sticker": "sticker", "poll": "umfragen",
}  # fmt: skip
"""What admins call the kinds of messages."""
_ZONES: Final = {
    "Deutschland": "Europe/Berlin",
    "Großbritannien": "Europe/London",
    "Griechenland": "Europe/Athens",
    "Türkei": "Europe/Istanbul",
    "Ukraine": "Europe/Kyiv",
    "Syrien": "Asia/Damascus",
    "Irak": "Asia/Baghdad",
    "Afghanistan": "Asia/Kabul",
    "Eritrea": "Africa/Asmara",
}


class Retention(Written):
    """How long what people write and answer is kept, in days."""

    zuordnung_nachrichten: Days = Field(
        default=180, description="Tage, in denen Zitieren, Ändern und Reagieren bei einer alten Nachricht noch ankommt"
    )
    ereignisse: Days = Field(
        default=3, description="Tage, in denen eine doppelt zugestellte Nachricht noch erkannt wird"
    )
    offene_fragen: Annotated[int, Field(ge=1, le=90)] = Field(
        default=90, description="Tage, in denen unbeantwortete Fragen (ohne Namen) zum Nachlesen bleiben, höchstens 90"
    )
    checkin_antworten: Days = Field(default=180, description="Tage, die Antworten auf die Fragen des Bots bleiben")
    anliegen: Days = Field(default=365, description="Tage, die ein Anliegen nach seinem Ende bleibt")
    kontaktnachweis: Days = Field(
        default=3650, description="Tage, die festgehalten bleibt, wann es Kontakt gab; ohne Inhalt"
    )
    sicherungen: Days = Field(default=30, description="Tage, die eine nächtliche Sicherung im Datenordner bleibt")
    protokoll: Days = Field(
        default=1095, description="Tage, die festgehalten bleibt, wer wann was mit wessen Daten getan hat; ohne Inhalt"
    )


class Imprint(Written):
    """Who runs this bot, as § 5 DDG and Art. 13 DSGVO want it said."""

    anbieter: Line = Field(description="Träger mit Rechtsform", examples=["Landkreis Hildesheim, Jugendamt"])
    anschrift: Line = Field(description="Straße, Postleitzahl, Ort", examples=["Marktplatz 1, 31134 Hildesheim"])
    vertreten_durch: Line = Field(description="Wer den Träger vertritt", examples=["Landrätin Erika Muster"])
    kontakt: Line = Field(description="Telefon und Mail", examples=["05121 000000, info@landkreis.de"])
    datenschutz: Line = Field(
        description="Wer für den Datenschutz zuständig ist, mit Kontakt", examples=["datenschutz@landkreis.de"]
    )
    aufsicht: Line | None = Field(
        default=None, description="Bei wem man sich über den Umgang mit Daten beschweren kann",
        examples=["Landesbeauftragter für den Datenschutz Niedersachsen, poststelle@lfd.niedersachsen.de"],
    )  # fmt: skip


class ServiceSettings(Written):
    """`bleibdran.yaml`: who runs this bot, and the rules that belong to nobody else."""

    name: Line = Field(
        description="Name des Dienstes, wie ihn alle sehen", examples=["Wegbegleitung Landkreis Beispiel"]
    )
    kontakt: Line = Field(
        description="Wie man den Dienst ohne den Bot erreicht; sehen Fremde, die eine Einladung brauchen; eine Zeile",
        examples=["Telefon 05121 000000"],
    )
    impressum: Imprint | None = Field(
        default=None, description="Wer den Bot betreibt; steht unter /impressum und auf den Seiten des Bots"
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
        default=Retention(), description="Wie lange Spuren von Nachrichten, Antworten und Anliegen bleiben, in Tagen"
    )
    nicht_annehmen: tuple[ContentKind, ...] = Field(
        default=(),
        strict=False,
        description="Was junge Menschen und Wegbegleitung nicht schicken können; die Worte darunter kommen an",
        examples=["[dokumente, standorte]"],
    )
    ruhezeiten: QuietHours = Field(
        default=QuietHours(),
        description="Wann der Bot von sich aus niemandem schreibt; es gilt die Ortszeit des Menschen",
    )
    zeitzonen: dict[Line, str] = Field(
        default=_ZONES,
        min_length=1,
        description="Wo junge Menschen sein können: Name für den Knopf, dahinter die Zeitzone",
        examples=["{Deutschland: Europe/Berlin}"],
    )

    def declined(self, kind: str) -> ContentKind | None:
        """What admins call this kind of message, if it is not taken."""
        name = _KINDS.get(kind)
        return name if name in self.nicht_annehmen else None

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

    @field_validator("zeitzonen")
    @classmethod
    def _zones_exist(cls, zones: dict[str, str]) -> dict[str, str]:
        for name, zone in zones.items():
            try:
                ZoneInfo(zone)
            except (ValueError, OSError, LookupError):  # what it raises depends on how the name is wrong
                known = available_timezones()
                close = suggestion(zone, known) if zone else ""
                hint = close if close.startswith("Meinst") else "Schreib es so: Türkei: Europe/Istanbul"
                raise wrong(f'zeitzonen: Die Zeitzone "{zone}" gibt es nicht.', hint, (name,)) from None
        return zones


@dataclass(frozen=True)
class Content:
    """Everything in `content/`; swapped as a whole, never changed."""

    service: ServiceSettings
    texts: Texts
    faq: Faq
    checkins: CheckInPlans
    services: Services
    crisis: Crisis
    version: str  # changes when any file changes
