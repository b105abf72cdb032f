"""What the desk says when something cannot be done. The world speaks English and Telegram's own words."""

from __future__ import annotations

GERMAN = (
    ("has blocked the bot", "Der Bot ist blockiert. Lass ihn erst wieder zu."),
    ("is not on this screen", "Diese Nachricht ist nicht mehr da."),
    ("Only an own message", "Nur eigene Nachrichten lassen sich ändern."),
    ("sent via the bot", "Was über den Bot geschickt wurde, lässt sich nicht ändern."),
    ("was not offered", "Diesen Vorschlag gibt es nicht mehr."),
    ("not (or no longer) under", "Diesen Knopf gibt es nicht mehr."),
    ("leads to another bot", "Dieser Link führt zu einem anderen Bot."),
    ("does not pass on", "So ein Link geht bei Telegram nicht: höchstens 64 Zeichen, nur A-Z, a-z, 0-9, _ und -."),
    ("There is no topic", "Dieses Thema gibt es nicht mehr."),
    ("This chat has no topics", "In diesem Chat gibt es keine Themen."),
    ("needs a group", "Dieser Link lädt den Bot in eine Gruppe ein. Das geht hier über die Werkstatt."),
    ("has no caption", "Diese Art Nachricht hat keine Bildunterschrift."),
    ("caption is too long", "Die Bildunterschrift ist zu lang: höchstens 1024 Zeichen."),
    ("message is too long", "Der Text ist zu lang: höchstens 4096 Zeichen."),
    ("text is empty", "Der Text ist leer."),
    ("must be non-empty", "Da steht nichts drin."),
    ("too big for a photo", "Das Foto ist zu groß: höchstens 10 MB. Als Datei geht es."),
    ("QUOTE_TEXT_INVALID", "Dieses Zitat steht so nicht in der Nachricht."),
    ("REACTION_INVALID", "Mit diesem Emoji kann man bei Telegram nicht reagieren."),
    ("POLL_CLOSED", "Diese Umfrage ist beendet."),
    ("cannot be a new person", "Diese Person gibt es schon."),
)  # fmt: skip


def german(refusal: Exception) -> str:
    """A sentence for the person at the screen."""
    said = str(refusal)
    for words, sentence in GERMAN:
        if words in said:
            return sentence
    return f"Das ging nicht: {said}"


FAULTS = {
    "500": "Serverfehler (500)",
    "429": "zu schnell (429)",
    "timeout_after": "ausgeführt, Antwort verloren",
    "timeout_before": "nicht ausgeführt, keine Antwort",
    "reset": "Verbindung abgerissen",
}


def fault(method: str, kind: str, left: int | None, every: int | None) -> str:
    """One planned fault, as the page lists it."""
    often = f"jedes {every}. Mal" if every is not None else f"noch {left}-mal"
    return f"{'jeder Aufruf' if method == '*' else method}: {FAULTS[kind]}, {often}"
