"""The drawn pictures: always the same, three lines into one capsule, no colour and no word of their own."""

import re
from itertools import pairwise

import pytest
from django.template import Context, Template

from core.art import CAPSULE_X, HEIGHT, NEEDS, SIGN, SIGN_TOP, WIDTH, art, need_art, rounded_path

SEEDS = [f"page-{number}" for number in range(60)]


def polylines(svg: str) -> list[list[tuple[float, float]]]:
    """The corner points of each line of a drawing."""
    lines = []
    for path in re.findall(r'class="ln [^"]*" d="([^"]+)"', svg):
        points = re.findall(r"([MLQ])([\d.]+) ([\d.]+)", path)
        lines.append([(float(x), float(y)) for command, x, y in points if command in "MQ"] + [(float(WIDTH), 0.0)])
        lines[-1][-1] = (float(points[-1][1]), float(points[-1][2]))
    return lines


def test_a_seed_always_gives_the_same_picture() -> None:
    first = art("leuven")
    art.cache_clear()
    assert art("leuven") == first
    assert art("helsinki") != first


@pytest.mark.parametrize("seed", SEEDS)
def test_three_lines_go_out_at_the_end(seed: str) -> None:
    lines = polylines(art(seed))
    assert len(lines) == 3
    assert [line[-1][0] for line in lines] == [WIDTH] * 3
    heights = [line[-1][1] for line in lines]
    assert heights == sorted(heights)
    assert len(set(heights)) == 3


@pytest.mark.parametrize("seed", SEEDS)
def test_lines_run_straight_or_at_45_degrees_and_stay_inside(seed: str) -> None:
    for line in polylines(art(seed)):
        for (x1, y1), (x2, y2) in pairwise(line):
            assert 0 <= x1 <= WIDTH
            assert 0 < y1 < HEIGHT
            assert y1 == y2 or abs(abs(x2 - x1) - abs(y2 - y1)) < 0.2, (seed, line)
            assert x2 > x1, (seed, line)


@pytest.mark.parametrize("seed", SEEDS)
def test_lines_have_joined_before_the_capsule(seed: str) -> None:
    for line in polylines(art(seed)):
        assert line[-2][0] <= CAPSULE_X


def test_a_picture_is_sixteen_by_nine() -> None:
    assert WIDTH * 9 == HEIGHT * 16
    assert f'viewBox="0 0 {WIDTH} {HEIGHT}"' in art("leuven")


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sign_covers_no_line(seed: str) -> None:
    left, bottom = CAPSULE_X - SIGN / 2, SIGN_TOP + SIGN
    for line in polylines(art(seed)):
        for (x1, y1), (_x2, y2) in pairwise(line):
            # A line that goes down reaches the height of the plate's lower edge left of the plate.
            entered = x1 + max(0, bottom - y1) if y2 > y1 else x1
            assert min(y1, y2) > bottom or entered < left, (seed, line)


@pytest.mark.parametrize("need", NEEDS)
def test_a_need_is_on_the_sign_in_its_colour(need: str) -> None:
    svg = need_art("leuven", need)
    assert f'class="sign line-{need}"' in svg
    assert re.search(rf'<use href="[^"]+#need-{need}"', svg)
    assert svg.count('class="sign') == 1


@pytest.mark.parametrize("need", ["", "cooking"])
def test_what_is_no_need_has_no_sign(need: str) -> None:
    assert "sign" not in need_art("leuven", need)


def test_another_sign_stands_in_ink() -> None:
    html = Template('{% load portal %}{% art "remote" sign="i-phone" %}').render(Context())
    assert '#i-phone"' in html
    assert 'class="sign"' in html


@pytest.mark.parametrize("need", NEEDS)
def test_the_need_of_a_page_is_among_its_lines(need: str) -> None:
    assert all(f"line-{need}" in art(seed, need) for seed in SEEDS[:20])


def test_the_theme_decides_on_colours() -> None:
    svg = art("leuven")
    assert not re.search(r'#[0-9a-f]{3}|rgb|fill="|stroke="|style=', svg)
    assert 'aria-hidden="true"' in svg
    assert "<text" not in svg


def test_a_seed_from_outside_cannot_write_markup() -> None:
    html = Template("{% load portal %}{% art seed %}").render(Context({"seed": '"><script>'}))
    assert "<script" not in html


def test_short_legs_get_smaller_corners() -> None:
    assert rounded_path([(0, 0), (10, 0), (10, 10)]) == "M0 0L5 0Q10 0 10 5L10 10"
