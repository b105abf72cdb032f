"""What must hold in `krise.yaml`: what is named is there, somebody can always be called, no line is in vain."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from bot.content.crisis import HERE, OTHERS, Crisis, CrisisFile, Expressions
from bot.content.crisis_lexicon import GAP, Lexicon, plain
from bot.content.crisis_words import Sayings, Stories, samples
from bot.content.keyed import Placed
from bot.content.problems import Location, Problem, suggestion
from bot.content.texts import GERMAN

Part = Placed[CrisisFile]
_NOBODY: Final = "Nimm eine Nummer mit hours: always dazu, zum Beispiel notruf."


def errors(parts: Sequence[Part], crisis: Crisis, languages: Collection[str]) -> Iterator[Problem]:
    """Everything wrong in these files, of which later ones lie over earlier ones."""
    for part in parts:
        yield from _names(part)
        yield from _references(part, crisis)
        yield from _languages(part, languages)
        yield from _empty(part)
        yield from _twice(part)
        yield from _filled(part, crisis)
    yield from _always_somebody(parts, crisis)
    yield from _never_found(parts, crisis)


def _names(part: Part) -> Iterator[Problem]:
    """What a young person reads must be there in German, into which everything else falls back."""
    for key, kind in part.value.kinds.items():
        if GERMAN not in kind.name:
            yield _german(part, ("kinds", key, "name"), f"kinds.{key}.name")
    for key, number in part.value.numbers.items():
        for field in ("name", "what"):
            if GERMAN not in getattr(number, field):
                yield _german(part, ("numbers", key, field), f"numbers.{key}.{field}")


def _german(part: Part, at: Location, label: str) -> Problem:
    return part.problem(at, f"{label}: Der deutsche Text fehlt.", "Schreib es so: {de: Notschlafstelle}")


def _references(part: Part, crisis: Crisis) -> Iterator[Problem]:
    for key, kind in part.value.kinds.items():
        for place, number in enumerate(kind.numbers):
            if number != HERE and number not in crisis.numbers:
                what = f'kinds.{key}.numbers: Die Nummer "{number}" gibt es nicht.'
                yield part.problem(("kinds", key, "numbers", place), what, suggestion(number, crisis.numbers))
    for key, contact in part.value.numbers.items():
        for place, kind_key in enumerate(contact.kinds):
            if kind_key not in crisis.kinds:
                at: Location = ("numbers", key, "kinds", place)
                yield part.problem(at, *_no_kind(f"numbers.{key}.kinds", kind_key, crisis))
    for kind_key in part.value.expressions:
        if kind_key not in crisis.kinds:
            yield part.problem(("expressions", kind_key), *_no_kind("expressions", kind_key, crisis))


def _no_kind(label: str, key: str, crisis: Crisis) -> tuple[str, str]:
    return f'{label}: Die Gefahr "{key}" gibt es nicht.', suggestion(key, crisis.kinds)


def _languages(part: Part, languages: Collection[str]) -> Iterator[Problem]:
    """Expressions may be in languages the bot does not speak; a key that is no language is a mistake."""
    for kind, by_language in part.value.expressions.items():
        for language in by_language:
            if len(language) not in (2, 3):
                what = f'expressions.{kind}: "{language}" ist kein Sprachkürzel.'
                yield part.problem(("expressions", kind, language), what, suggestion(language, languages))
    for key, contact in part.value.numbers.items():
        for place, language in enumerate(contact.languages):
            if language != OTHERS and len(language) not in (2, 3):
                what = f'numbers.{key}.languages: "{language}" ist kein Sprachkürzel.'
                hint = f"Schreib es so: [de, en, {OTHERS}]"
                yield part.problem(("numbers", key, "languages", place), what, hint)


def _empty(part: Part) -> Iterator[Problem]:
    for at, expression in _expressions(part.value):
        if not any(plain(sample) for sample in samples(expression)):
            yield part.problem(
                at, f'"{expression}": Hier steht kein Wort.', "Lösch die Zeile, oder schreib Wörter hinein."
            )
        elif GAP in (expression.split()[0], expression.split()[-1]):
            what = f'"{expression}": ... steht am Rand und bewirkt dort nichts.'
            yield part.problem(at, what, "Lösch die drei Punkte.")
    for kind, by_language in part.value.expressions.items():
        for language, said in by_language.items():
            if not said.say and not said.everyday:
                what = f"expressions.{kind}.{language}: Hier steht nichts."
                yield part.problem(("expressions", kind, language), what, "Schreib es so: say: [will nicht mehr leben]")


def _filled(part: Part, crisis: Crisis) -> Iterator[Problem]:
    """Fillers count for nothing, so that "nur noch essen" would be looked for as "essen"."""
    fillers = {word for each in crisis.fillers for word in plain(each)}
    for at, expression in _expressions(part.value):
        parts = expression.split()
        dropped = [each for each in parts if "/" not in each and plain(each) and fillers.issuperset(plain(each))]
        if dropped:
            sought = " ".join(each for each in parts if each not in dropped)
            what = f'"{expression}": Füllwörter zählen nicht. Gesucht wird "{sought}".'
            yield part.problem(at, what, "Lass sie weg, oder nimm das Wort aus fillers heraus.", "warning")


def _expressions(value: CrisisFile) -> Iterator[tuple[Location, str]]:
    for kind, by_language in value.expressions.items():
        for language, said in by_language.items():
            for field, listed in (("say", said.say), ("not", said.everyday)):
                for place, expression in enumerate(listed):
                    yield ("expressions", kind, language, field, place), expression
    for place, expression in enumerate(value.stories):
        yield ("stories", place), expression


def _twice(part: Part) -> Iterator[Problem]:
    """A word in two lists of one file would belong to the first only."""
    lists: dict[str, int] = {}
    for place, group in enumerate(part.value.same):
        for at, word in enumerate(group):
            folded = " ".join(plain(word))
            if " " in folded or not folded:
                what = f'same: "{word}" ist kein einzelnes Wort.'
                yield part.problem(("same", place, at), what, "Nimm hier nur einzelne Wörter.")
            elif lists.setdefault(folded, place) != place:
                what = f'same: "{word}" steht schon in einer anderen Liste.'
                yield part.problem(("same", place, at), what, "Nimm es aus einer der beiden heraus.")


def _always_somebody(parts: Sequence[Part], crisis: Crisis) -> Iterator[Problem]:
    """Whatever the hour, each kind of danger has somebody to call."""
    for key in crisis.kinds:
        if not any(not crisis.numbers[number].hours for number in crisis.numbers_for(key)):
            part = next(part for part in reversed(parts) if key in part.value.kinds)
            what = f"kinds.{key}.numbers: Nicht zu jeder Zeit ist jemand da."
            yield part.problem(("kinds", key, "numbers"), what, _NOBODY)
        if not crisis.expressions[key].say:
            part = next(part for part in reversed(parts) if key in part.value.kinds)
            what = f"kinds.{key}: Dafür gibt es keine Ausdrücke."
            yield part.problem(
                ("kinds", key), what, f"Ergänze unter expressions zum Beispiel: {key}: {{de: {{say: [...]}}}}"
            )


def _never_found(parts: Sequence[Part], crisis: Crisis) -> Iterator[Problem]:
    """Expressions whose own words are taken for everyday talk, or are all fillers."""
    lexicon, sayings, stories = crisis.compiled
    for part in parts:
        for kind, by_language in part.value.expressions.items():
            if kind in sayings:
                for language, said in by_language.items():
                    yield from _in_vain(part, (kind, language), said, (lexicon, sayings, stories))


def _in_vain(
    part: Part, where: tuple[str, str], said: Expressions, compiled: tuple[Lexicon, Mapping[str, Sayings], Stories]
) -> Iterator[Problem]:
    lexicon, sayings, stories = compiled
    for place, expression in enumerate(said.say):
        for sample in samples(expression):
            if plain(sample) and not sayings[where[0]].found(lexicon.tokens(sample), stories):
                what = f'"{sample}" fände der Bot nicht: Ein Ausdruck unter not oder stories nimmt es weg.'
                hint = "Mach den anderen Ausdruck genauer, oder lösch einen von beiden."
                yield part.problem(("expressions", *where, "say", place), what, hint)
                break
