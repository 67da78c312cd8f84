"""Opening hours as data: a list of objects that each name a day and its times, or an object with the days as names.

So write schema.org (``dayOfWeek``, ``opens``, ``closes``), the French directory of administrations (``nom_jour_debut``,
``valeur_heure_debut_1`` …) and many others. Days and times are told by their values, whatever their names.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from centres.columns.hours.steps import NotReadError, steps_of
from centres.columns.hours.tokens import day_of, language_of, tokens_of
from centres.fields.hours import DAYS
from centres.gazetteer.fold import fold

_TIME = re.compile(r"([01]?\d|2[0-4])[:h]([0-5]\d)(?::\d\d)?")
_VOCABULARY = re.compile(r"https?://(?:www\.)?schema\.org/|.*#")
_LONGEST_COMMENT = 100
_LONGEST = 60


@dataclass(slots=True)
class _Entry:
    """What one object says: days from 0 for Monday, times ``HH:MM`` two by two, and other words."""

    days: list[int] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def spans(self) -> list[str]:
        """``HH:MM-HH:MM``; one that ends when it begins says nothing."""
        pairs = zip(self.times[::2], self.times[1::2], strict=False)
        return [f"{start}-{end}" for start, end in pairs if start != end]


def hours_of(value: Any) -> str | None:
    """The hours in OpenStreetMap's syntax, words beside them as a comment; ``None`` when these are no hours.

    Objects without times say nothing about their day, those without a day something about all. A day that stands in several objects has the times of all.
    """
    parts = list(_by_day(value))
    if not parts:
        return None
    language = language_of({fold(text) for part in parts for _name, text in _texts("", part)})
    entries = [_entry(part, language) for part in parts]
    is_plain = all(len(entry.times) % 2 == 0 and (entry.days or not entry.times) for entry in entries)
    if not is_plain or not any(entry.days and entry.spans for entry in entries):
        return None
    return _written(entries)


def _by_day(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects, each with its day in it; none when the value has another form."""
    if isinstance(value, list) and all(isinstance(part, dict) for part in value):
        yield from (part for part in value if part)
    elif isinstance(value, dict) and value and all(day_of(fold(str(name))) is not None for name in value):
        for name, inner in value.items():
            for part in inner if isinstance(inner, list) else [inner]:
                if isinstance(part, dict):
                    yield {"day": name} | part


def _texts(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """(name, text) of what stands in an object, at whatever depth, in its order."""
    if isinstance(value, dict):
        for inner, part in value.items():
            yield from _texts(inner, part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(name, part)
    elif value not in (None, "") and not isinstance(value, bool):
        yield name, _VOCABULARY.sub("", str(value)).strip()


def _entry(part: Mapping[str, Any], language: str) -> _Entry:
    found = _Entry()
    named: list[tuple[int, ...]] = []
    for name, text in _texts("", part):
        if match := _TIME.fullmatch(text):
            found.times.append(f"{int(match[1]):02}:{match[2]}")
            continue
        days, times, is_read = _read(text, language)
        named += [days] if days else []
        found.times += times
        if not is_read and not name.startswith("@") and not text.isdigit():
            found.words.append(text)
    is_list = any(isinstance(value, list) for value in part.values())
    if [len(days) for days in named] == [1, 1] and not is_list:  # from one day to another
        (first,), (last,) = named
        named = [tuple(number % 7 for number in range(first, first + (last - first) % 7 + 1))]
    found.days = [day for days in named for day in days]
    return found


def _read(text: str, language: str) -> tuple[tuple[int, ...], list[str], bool]:
    """Days, and times two by two, that a text is (``Mo, Tu``, ``9h-12h``, closed), and whether it is nothing else."""
    if len(text) > _LONGEST:
        return (), [], False
    if (day := day_of(fold(text), language)) is not None:
        return (day,), [], True
    try:
        steps = list(steps_of(tokens_of(text, language)))
    except NotReadError:
        return (), [], False
    kinds = {step.kind for step in steps}
    days = tuple(day for step in steps if step.kind == "days" for day in step.days)
    times = [time for step in steps if step.kind == "interval" for time in step.interval]
    is_read = bool(steps) and (kinds == {"days"} or kinds == {"interval"} or kinds == {"closed"})
    return (days, times, True) if is_read else ((), [], False)


def _written(entries: Sequence[_Entry]) -> str:
    for_all = [word for entry in entries if not entry.days for word in entry.words]
    spans: dict[int, dict[str, None]] = {}
    words: dict[int, dict[str, None]] = {}
    for entry in entries:
        for day in entry.days if entry.spans else ():
            spans.setdefault(day, {}).update(dict.fromkeys(entry.spans))
            words.setdefault(day, {}).update(dict.fromkeys([*entry.words, *for_all]))
    said = [(day, (",".join(sorted(spans[day])), _comment(words[day]))) for day in sorted(spans)]
    rules = []
    for (times, comment), days in groupby(said, key=lambda pair: pair[1]):
        numbers = [day for day, _said in days]
        rules.append(f"{_days(numbers)} {times}{comment}")
    return "; ".join(rules)


def _days(numbers: Sequence[int]) -> str:
    first, last = numbers[0], numbers[-1]
    if len(numbers) > 2 and last - first == len(numbers) - 1:
        return f"{DAYS[first]}-{DAYS[last]}"
    return ",".join(DAYS[number] for number in numbers)


def _comment(words: Mapping[str, None]) -> str:
    text = ", ".join(words).translate(str.maketrans({'"': "’", "\n": " "}))[:_LONGEST_COMMENT].strip()
    return f' "{text}"' if text else ""
