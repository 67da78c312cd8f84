"""Drawn pictures, 16:9: three lines come from their stops, meet in the capsule and go out at the inline end.

A sign may stand on the capsule: the pictogram of what one comes for. It repeats what the page says in words.
Everything is decorative SVG whose colours are class names, so that it follows the theme of the page. The drawing
depends on what is asked for alone: the same page has the same picture in every language and after every restart.
"""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from random import Random

from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

NEEDS = ("orient", "train", "work", "change", "create", "mobility")
WIDTH, HEIGHT = 480, 270
MIDDLE = (130, 158)
"""How far down the middle line may go out."""
GAP = 14
RADIUS = 30
CAPSULE_X = 352
SIGN, SIGN_TOP = 72, 16
"""Side of the plate on the capsule, and its distance from the upper edge: clear of every line."""

Point = tuple[float, float]


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def rounded_path(points: list[Point], radius: float = RADIUS) -> str:
    """An SVG path along ``points`` whose corners are rounded; short legs get a smaller radius."""
    parts = [f"M{_number(points[0][0])} {_number(points[0][1])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        start, end = _towards(corner, before, radius), _towards(corner, after, radius)
        parts.append(f"L{_number(start[0])} {_number(start[1])}")
        parts.append(f"Q{_number(corner[0])} {_number(corner[1])} {_number(end[0])} {_number(end[1])}")
    parts.append(f"L{_number(points[-1][0])} {_number(points[-1][1])}")
    return "".join(parts)


def _towards(origin: Point, target: Point, distance: float) -> Point:
    across, down = target[0] - origin[0], target[1] - origin[1]
    length = (across**2 + down**2) ** 0.5
    share = min(distance, length / 2) / length if length else 0
    return origin[0] + across * share, origin[1] + down * share


def _random(seed: str) -> Random:
    # Not for secrets: the point is that the same seed draws the same picture.
    return Random(int.from_bytes(blake2b(seed.encode(), digest_size=8).digest()))  # noqa: S311


def _middle_line(random: Random, lane: float) -> list[Point]:
    start_x, rise = random.randrange(56, 150, 8), random.choice((0, 34, 34, -34))
    if not rise:
        return [(start_x, lane), (WIDTH, lane)]
    lead = random.randrange(RADIUS, 2 * RADIUS, 6)
    return [(start_x, lane + rise), (start_x + lead, lane + rise), (start_x + lead + abs(rise), lane), (WIDTH, lane)]


def _outer_line(random: Random, above: bool, lane: float, clear_of: float) -> list[Point]:
    """The line above or below; it reaches its ``lane`` right of ``clear_of``, so that no two lines cross."""
    start_x = random.randrange(72, 184, 8)
    start_y = random.randrange(28, 52, 4) if above else random.randrange(HEIGHT - 48, HEIGHT - 28, 4)
    drop = abs(lane - start_y)
    straight = random.random() < 0.35 and drop > 2 * RADIUS
    lead = 0 if straight else random.randrange(RADIUS, 3 * RADIUS, 6)
    bend = min(max(start_x + lead + drop, clear_of + GAP), CAPSULE_X - 34)
    if straight:
        return [(bend - drop, start_y), (bend, lane), (WIDTH, lane)]
    start_x = min(start_x, bend - drop - 12)
    return [(start_x, start_y), (bend - drop, start_y), (bend, lane), (WIDTH, lane)]


def _stop(point: Point, radius: int, *, small: bool = False) -> str:
    name = "st st-s" if small else "st"
    return f'<circle class="{name}" cx="{_number(point[0])}" cy="{_number(point[1])}" r="{radius}"/>'


def _sign(symbol: str, line: str, bottom: float) -> str:
    """A plate with a symbol of signs.svg, on its post down to ``bottom``; in the colour of ``line`` if it is a need."""
    left, name = CAPSULE_X - SIGN / 2, f"sign line-{line}" if line in NEEDS else "sign"
    mark = f'x="{_number(left + 12)}" y="{SIGN_TOP + 12}" width="{SIGN - 24}" height="{SIGN - 24}"'
    return (
        f'<path class="post" d="M{CAPSULE_X} {SIGN_TOP + SIGN}V{_number(bottom)}"/><g class="{name}">'
        f'<rect x="{_number(left)}" y="{SIGN_TOP}" width="{SIGN}" height="{SIGN}" rx="4"/>'
        f'<use href="{escape(static("core/signs.svg"))}#{escape(symbol)}" {mark}/></g>'
    )


def _shapes(seed: str, line: str, symbol: str) -> Iterator[str]:
    random = _random(seed)
    needs = random.sample([need for need in NEEDS if need != line], 3)
    if line in NEEDS:
        needs[random.randrange(3)] = line
    middle = random.randrange(*MIDDLE, 4)
    centre = _middle_line(random, middle)
    clear_of = centre[-2][0] if len(centre) > 2 else 0
    lines = (
        _outer_line(random, True, middle - GAP, clear_of),
        centre,
        _outer_line(random, False, middle + GAP, clear_of),
    )
    stops = []
    for need, points in zip(needs, lines, strict=True):
        yield f'<path class="ln line-{need}" d="{rounded_path(points)}"/>'
        stops.append(_stop(points[0], 9))
        if abs(points[1][0] - points[0][0]) > 52 and random.random() < 0.8:
            stops.append(_stop(_towards(points[0], points[1], 34), 4, small=True))
    yield from stops
    if symbol:
        yield _sign(symbol, line, middle - 2 * GAP)
    yield f'<rect class="st" x="{CAPSULE_X - 14}" y="{middle - 2 * GAP}" width="28" height="{4 * GAP}" rx="14"/>'


@lru_cache(maxsize=512)
def art(seed: str, line: str = "", sign: str = "") -> SafeString:
    """The drawing of ``seed``. ``line``: need code that must be among the three lines, ``""`` for any.

    ``sign``: id of a symbol of signs.svg that stands on the capsule, ``""`` for none.
    """
    body = "".join(_shapes(seed, line, sign))
    # Safe: made of numbers, our own class names and the escaped address of a symbol.
    return mark_safe(
        f'<svg class="art" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">{body}</svg>'
    )


def need_art(seed: str, need: str) -> SafeString:
    """The drawing of ``seed`` with the pictogram of a need on its sign; without a sign when it is no need."""
    return art(seed, need, f"need-{need}" if need in NEEDS else "")
