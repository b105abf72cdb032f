"""Who runs this bot, as the law wants it said (§ 5 DDG, Art. 13 DSGVO): for the chat and for the page."""

from bot.content.model import Content

_FIELDS = ("anbieter", "anschrift", "vertreten_durch", "kontakt", "datenschutz", "aufsicht")


def details(content: Content, language: str) -> list[tuple[str, str]]:
    """What it is, and how it is here; only name and contact where nobody has written the rest."""
    service = content.service
    text = content.texts.text
    if service.impressum is None:
        written = {"anbieter": service.name, "kontakt": service.kontakt}
    else:
        written = {field: value for field in _FIELDS if (value := getattr(service.impressum, field))}
    return [(text(language, f"impressum-{field.replace('_', '-')}"), value) for field, value in written.items()]


def examples(content: Content) -> list[str]:
    """The fields of `bleibdran.yaml` that are still as shipped: nobody is there."""
    service = content.service
    written = {"kontakt": service.kontakt}
    if service.impressum:
        written |= {f"impressum.{field}": getattr(service.impressum, field) or "" for field in _FIELDS}
    return [name for name, value in written.items() if "(beispiel)" in value.lower() or ".example" in value.lower()]
