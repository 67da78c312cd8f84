"""Draws the 360° scene of the demo content, the hall of a guidance centre, and three still pictures of it.

A room in the form of a box, with counters, tables and shelves in it, is looked at from its middle: for each pixel one ray, and the
flat colour it meets. There are pictograms and no words, so that one picture does for all languages. It comes out the same each time.

Writes resources/content/scenes/: hall.webp (as large as the gate for uploads keeps a picture), hall-desk.webp, hall-doors.webp,
hall-board.webp. Needs Pillow and numpy. Usage: python tools/draw_scene.py
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

TARGET = Path(__file__).resolve().parent.parent / "resources" / "content" / "scenes"
WIDE, DEEP, HIGH, EYE = 6.0, 4.5, 3.2, 1.6  # metres: to either side, ahead and behind, floor to ceiling, floor to eye
PER_METRE = 160  # pixels of a wall's drawing
SIZE, STILL = (4000, 2000), (1280, 960)
FINER = 2  # rays per pixel and direction
QUALITY = 82

PAPER, SURFACE, SAND, RULE, INK, SIGN, WATER = (
    "#fbf7ee",
    "#ffffff",
    "#f2eada",
    "#dcd0b8",
    "#14272c",
    "#0e3b42",
    "#dce9e8",
)
LAND, EDGE, SIGNAL = "#f6f0e2", "#c9bda3", "#ffc72c"
ORIENT, TRAIN, WORK, CHANGE, CREATE, MOBILITY = "#1d69d6", "#0c7558", "#9b1f15", "#5e1c6e", "#9a7f08", "#e0487d"
LINES = (ORIENT, TRAIN, WORK, CHANGE, CREATE, MOBILITY)


class Board:
    """A flat drawing in metres: ``x`` to the right, ``y`` down."""

    def __init__(self, width: float, height: float, ground: str) -> None:
        self.image = Image.new("RGB", (round(width * PER_METRE), round(height * PER_METRE)), ground)
        self.draw = ImageDraw.Draw(self.image)

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, edge: str = "", thick: float = 0.03
    ) -> None:
        corners = [round(value * PER_METRE) for value in (x, y, x + width, y + height)]
        self.draw.rectangle(corners, fill=fill, outline=edge or None, width=round(thick * PER_METRE))

    def disc(self, x: float, y: float, radius: float, fill: str, edge: str = "", thick: float = 0.04) -> None:
        corners = [round(value * PER_METRE) for value in (x - radius, y - radius, x + radius, y + radius)]
        self.draw.ellipse(corners, fill=fill, outline=edge or None, width=round(thick * PER_METRE))

    def line(self, points: list[tuple[float, float]], colour: str, thick: float) -> None:
        places = [(round(x * PER_METRE), round(y * PER_METRE)) for x, y in points]
        self.draw.line(places, fill=colour, width=round(thick * PER_METRE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.disc(x, y, thick / 2, colour)

    def stop(self, x: float, y: float, radius: float = 0.2) -> None:
        self.disc(x, y, radius, PAPER, INK, radius / 3)

    def sign(self, x: float, y: float, pictogram: Callable[[Board, float, float], None], line: str) -> None:
        """A dark plate with a pictogram, on the line that leads to it."""
        self.box(x - 0.42, y - 0.42, 0.84, 0.84, SIGN)
        self.box(x - 0.42, y + 0.42, 0.84, 0.1, line)
        pictogram(self, x, y)


# Pictograms: white, in a square of 0.6 metres; each holds one stop, as those of the portal do.


def desk_sign(board: Board, x: float, y: float) -> None:
    board.line([(x - 0.26, y + 0.12), (x + 0.26, y + 0.12)], SURFACE, 0.06)
    board.line([(x - 0.2, y + 0.12), (x - 0.2, y + 0.27)], SURFACE, 0.06)
    board.line([(x + 0.2, y + 0.12), (x + 0.2, y + 0.27)], SURFACE, 0.06)
    board.disc(x, y - 0.14, 0.12, SIGN, SURFACE, 0.055)


def book_sign(board: Board, x: float, y: float) -> None:
    for side in (-1, 1):
        board.line(
            [(x, y - 0.12), (x + side * 0.26, y - 0.2), (x + side * 0.26, y + 0.16), (x, y + 0.24)], SURFACE, 0.055
        )
    board.line([(x, y - 0.12), (x, y + 0.24)], SURFACE, 0.055)
    board.disc(x, y - 0.24, 0.06, SURFACE)


def talk_sign(board: Board, x: float, y: float) -> None:
    for side in (-1, 1):
        board.disc(x + side * 0.15, y - 0.08, 0.1, SIGN, SURFACE, 0.05)
        board.line(
            [(x + side * 0.27, y + 0.24), (x + side * 0.15, y + 0.1), (x + side * 0.04, y + 0.24)], SURFACE, 0.05
        )


def group_sign(board: Board, x: float, y: float) -> None:
    for step in range(6):
        angle = math.radians(60 * step)
        board.disc(x + 0.23 * math.cos(angle), y + 0.23 * math.sin(angle), 0.055, SURFACE)
    board.disc(x, y, 0.11, SIGN, SURFACE, 0.05)


def screen_sign(board: Board, x: float, y: float) -> None:
    board.box(x - 0.26, y - 0.22, 0.52, 0.34, SIGN, SURFACE, 0.05)
    board.line([(x - 0.14, y + 0.24), (x + 0.14, y + 0.24)], SURFACE, 0.05)
    board.disc(x, y - 0.05, 0.06, SURFACE)


def pact_sign(board: Board, x: float, y: float) -> None:
    for place in (-0.16, 0, 0.16):
        board.line([(x - 0.27, y + place), (x, y + place / 3), (x + 0.27, y + place / 3)], SURFACE, 0.05)
    board.disc(x, y, 0.11, SIGN, SURFACE, 0.05)


def front() -> Board:
    """Ahead: behind the welcome desk the six lines come down and join."""
    board = Board(2 * WIDE, HIGH, PAPER)
    board.box(3.0, 0.35, 6.0, 2.1, SIGN)
    for index, colour in enumerate(LINES):
        start, joined = 3.3 + 0.36 * index, 1.15 + 0.11 * index
        board.line([(start, 0.35), (start, joined - 0.25), (start + 0.25, joined), (8.99, joined)], colour, 0.075)
    board.disc(7.2, 1.42, 0.62, SIGN, SURFACE, 0.1)
    board.sign(7.2, 1.42, desk_sign, ORIENT)
    board.box(0.6, 0.75, 1.7, 1.5, WATER, INK, 0.04)
    board.line([(1.45, 0.75), (1.45, 2.25)], INK, 0.03)
    board.box(9.8, 0.75, 1.7, 1.5, WATER, INK, 0.04)
    board.line([(10.65, 0.75), (10.65, 2.25)], INK, 0.03)
    return skirted(board)


def right() -> Board:
    """To the right: the counselling room, its door closed; the workshop room, behind glass."""
    board = Board(2 * DEEP, HIGH, SAND)
    board.box(1.5, 0.95, 1.15, 2.25, CHANGE)
    board.box(1.58, 1.03, 0.99, 2.17, SURFACE)
    board.box(1.66, 1.11, 0.83, 2.09, CHANGE)
    board.disc(2.34, 2.15, 0.06, SIGNAL)
    board.sign(3.4, 1.55, talk_sign, CHANGE)
    board.box(5.0, 0.75, 2.5, 2.45, TRAIN)
    for start in (5.1, 6.32):
        board.box(start, 0.85, 1.08, 2.35, WATER)
        board.line([(start + 0.15, 2.9), (start + 0.9, 1.1)], SURFACE, 0.05)
    board.box(5.3, 2.2, 2.0, 0.12, EDGE)
    for place in (5.5, 6.0, 6.7, 7.1):
        board.disc(place, 2.0, 0.13, SIGN)
    board.line([(6.2, 1.9), (6.2, 2.3)], SIGNAL, 0.06)
    board.line([(6.52, 1.9), (6.52, 2.3)], SIGNAL, 0.06)
    board.sign(8.2, 1.55, group_sign, TRAIN)
    return skirted(board)


def back() -> Board:
    """Behind: the partners' notice wall and, beside it, the computers."""
    board = Board(2 * WIDE, HIGH, PAPER)
    board.box(0.9, 0.4, 4.3, 2.1, EDGE, INK, 0.05)
    cards = [(column, row) for row in range(3) for column in range(5)]
    for number, (column, row) in enumerate(cards):
        if number in {7, 13}:
            continue
        x, y = 1.15 + 0.8 * column, 0.58 + 0.62 * row
        board.box(x, y, 0.64, 0.5, SURFACE)
        board.box(x, y, 0.64, 0.1, LINES[(number * 5 + row) % 6])
        for step in range(3):
            board.line(
                [(x + 0.08, y + 0.2 + 0.09 * step), (x + 0.56 - 0.1 * (step % 2), y + 0.2 + 0.09 * step)], RULE, 0.03
            )
    board.sign(5.85, 1.35, pact_sign, MOBILITY)
    board.sign(10.9, 1.1, screen_sign, WORK)
    board.line([(7.0, 0.55), (10.2, 0.55)], WORK, 0.08)
    board.stop(7.0, 0.55, 0.13)
    return skirted(board)


def left() -> Board:
    """To the left: shelves from floor to eye, for all to take from."""
    board = Board(2 * DEEP, HIGH, SAND)
    board.sign(4.5, 0.6, book_sign, CREATE)
    board.line([(1.2, 0.6), (3.9, 0.6)], CREATE, 0.08)
    board.line([(5.1, 0.6), (7.8, 0.6)], CREATE, 0.08)
    for shelf in range(3):
        for place in range(30):
            x, tall = 1.0 + 0.235 * place, 0.3 + 0.03 * ((place * 7 + shelf * 5) % 4)
            if (place + 3 * shelf) % 11 == 4:
                continue
            board.box(x, 1.68 + 0.52 * shelf - tall, 0.19, tall, LINES[(place // 5 + shelf) % 6])
        board.box(0.9, 1.68 + 0.52 * shelf, 7.2, 0.06, INK)
    board.box(0.84, 1.1, 0.06, 2.1, INK)
    board.box(8.1, 1.1, 0.06, 2.1, INK)
    return skirted(board)


def skirted(board: Board) -> Board:
    """With the line where wall and floor meet."""
    board.box(0, HIGH - 0.1, board.image.width / PER_METRE, 0.1, EDGE)
    board.box(0, 0, board.image.width / PER_METRE, 0.05, RULE)
    return board


def floor() -> Board:
    """Lines lead from the stop in the middle to each place. Up is ahead."""
    board = Board(2 * WIDE, 2 * DEEP, LAND)
    x, y = WIDE, DEEP
    ways = [
        (ORIENT, [(0, -0.2), (0, -2.2)]),
        (CHANGE, [(0.2, -0.25), (1.2, -1.25), (2.37, -2.42), (5.9, -2.42)]),
        (TRAIN, [(0.2, 0.25), (1.75, 1.75), (5.9, 1.75)]),
        (WORK, [(-0.15, 0.3), (-2.1, 2.25)]),
        (MOBILITY, [(0.1, 0.3), (2.9, 3.1), (2.9, 3.9)]),
        (CREATE, [(-0.2, 0), (-5.2, 0)]),
    ]
    for colour, points in ways:
        board.line([(x + across, y + ahead) for across, ahead in points], colour, 0.14)
        board.stop(x + points[-1][0] - (0.3 if points[-1][0] > 5 else 0), y + points[-1][1], 0.2)
    board.disc(x, y, 0.62, LAND)
    board.stop(x, y, 0.48)
    board.disc(x, y, 0.26, SIGNAL)
    return board


def ceiling() -> Board:
    """Three panels of light."""
    board = Board(2 * WIDE, 2 * DEEP, PAPER)
    for column in range(3):
        board.box(1.4 + 3.4 * column, 2.0, 2.4, 5.0, SURFACE, RULE, 0.05)
    return board


@dataclass(frozen=True)
class Thing:
    """A box that stands in the room, in metres from its middle and above the floor: (low corner, high corner), and its colours."""

    low: tuple[float, float, float]
    high: tuple[float, float, float]
    side: str
    top: str


def things() -> Iterator[Thing]:
    """Counter, tables, screens, seats."""
    yield Thing((-1.7, 0, 2.5), (1.7, 1.05, 3.2), ORIENT, SURFACE)
    yield Thing((-1.85, 1.05, 2.4), (1.85, 1.12, 3.3), INK, EDGE)
    yield Thing((-1.3, 1.12, 2.75), (-0.7, 1.5, 2.8), INK, INK)
    for place in (0.0, 1.3, 2.6):
        yield Thing((-4.8 + place, 0.72, -4.1), (-3.7 + place, 0.78, -3.3), INK, RULE)
        yield Thing((-4.7 + place, 0, -3.9), (-4.62 + place, 0.72, -3.5), INK, INK)
        yield Thing((-3.88 + place, 0, -3.9), (-3.8 + place, 0.72, -3.5), INK, INK)
        yield Thing((-4.55 + place, 0.88, -3.85), (-3.95 + place, 1.28, -3.8), SIGN, INK)
        yield Thing((-4.3 + place, 0.78, -3.86), (-4.2 + place, 0.9, -3.8), INK, INK)
        yield Thing((-4.45 + place, 0, -2.9), (-4.05 + place, 0.45, -2.5), WORK, INK)
    yield Thing((-4.9, 0, -1.9), (-3.9, 0.42, -0.9), CREATE, EDGE)
    yield Thing((-4.9, 0, 0.9), (-3.9, 0.42, 1.9), CREATE, EDGE)
    yield Thing((3.2, 0, -0.35), (4.6, 0.42, 0.35), MOBILITY, EDGE)


WALLS = {"front": front, "right": right, "back": back, "left": left, "floor": floor, "ceiling": ceiling}


def colour(value: str) -> np.ndarray:
    return np.array([int(value[place : place + 2], 16) for place in (1, 3, 5)], dtype=np.uint8)


class Room:
    """What a ray from the middle meets."""

    def __init__(self) -> None:
        self.walls = {name: np.asarray(draw().image) for name, draw in WALLS.items()}
        self.things = list(things())

    def look(self, rays: np.ndarray) -> np.ndarray:
        """Colours (uint8, …×3) along unit ``rays`` (float, …×3: right, up, ahead)."""
        flat = rays.reshape(-1, 3)
        with np.errstate(divide="ignore", invalid="ignore"):
            far = [
                np.where(flat[:, 0] > 0, WIDE, -WIDE) / flat[:, 0],
                np.where(flat[:, 1] > 0, HIGH - EYE, -EYE) / flat[:, 1],
                np.where(flat[:, 2] > 0, DEEP, -DEEP) / flat[:, 2],
            ]
        distance = np.minimum.reduce([np.nan_to_num(one, nan=np.inf) for one in far])
        met = flat * distance[:, None]
        seen = np.zeros(flat.shape, dtype=np.uint8)
        x, y, z = met[:, 0], met[:, 1] + EYE, met[:, 2]
        near = 1e-4
        places = {
            "floor": (y < near, x + WIDE, DEEP - z),
            "ceiling": (y > HIGH - near, x + WIDE, DEEP - z),
            "front": (z > DEEP - near, x + WIDE, HIGH - y),
            "back": (z < near - DEEP, WIDE - x, HIGH - y),
            "right": (x > WIDE - near, DEEP - z, HIGH - y),
            "left": (x < near - WIDE, z + DEEP, HIGH - y),
        }
        for name, (here, across, down) in places.items():
            drawing = self.walls[name]
            column = np.clip((across[here] * PER_METRE).astype(int), 0, drawing.shape[1] - 1)
            row = np.clip((down[here] * PER_METRE).astype(int), 0, drawing.shape[0] - 1)
            seen[here] = drawing[row, column]
        for thing in self.things:
            self._put(thing, flat, distance, seen)
        return seen.reshape(rays.shape)

    @staticmethod
    def _put(thing: Thing, rays: np.ndarray, distance: np.ndarray, seen: np.ndarray) -> None:
        low, high = np.array(thing.low) - (0, EYE, 0), np.array(thing.high) - (0, EYE, 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            one, other = low / rays, high / rays
        enter = np.fmin(one, other)
        begin, end = np.nanmax(enter, axis=1), np.nanmin(np.fmax(one, other), axis=1)
        hit = (begin < end) & (begin > 0) & (begin < distance)
        face = np.argmax(np.nan_to_num(enter[hit], nan=-np.inf), axis=1)
        side = colour(thing.side)
        darker = (side * 0.86).astype(np.uint8)
        seen[hit] = np.where((face == 1)[:, None], colour(thing.top), np.where((face == 0)[:, None], darker, side))
        distance[hit] = begin[hit]


def all_around(size: tuple[int, int], rows: slice) -> np.ndarray:
    """Rays of some rows of an equirectangular picture."""
    width, height = size
    yaw = ((np.arange(width) + 0.5) / width * 2 - 1) * math.pi
    pitch = (0.5 - (np.arange(height)[rows] + 0.5) / height) * math.pi
    level = np.cos(pitch)[:, None]
    up = np.broadcast_to(np.sin(pitch)[:, None], (len(pitch), width))
    return np.stack([np.sin(yaw)[None, :] * level, up, np.cos(yaw)[None, :] * level], axis=-1)


def window(size: tuple[int, int], yaw: float, pitch: float, wide: float) -> np.ndarray:
    """Rays of a picture as a camera takes it; ``wide``: degrees it sees from side to side."""
    width, height = size
    reach = math.tan(math.radians(wide / 2))
    across = ((np.arange(width) + 0.5) / width * 2 - 1) * reach
    up = (1 - (np.arange(height) + 0.5) / height * 2) * reach * height / width
    rays = np.stack(np.broadcast_arrays(across[None, :], up[:, None], 1.0), axis=-1)
    tilt, turn = math.radians(pitch), math.radians(yaw)
    y = rays[..., 1] * math.cos(tilt) + rays[..., 2] * math.sin(tilt)
    z = rays[..., 2] * math.cos(tilt) - rays[..., 1] * math.sin(tilt)
    x = rays[..., 0] * math.cos(turn) + z * math.sin(turn)
    z = z * math.cos(turn) - rays[..., 0] * math.sin(turn)
    rays = np.stack([x, y, z], axis=-1)
    return rays / np.linalg.norm(rays, axis=-1, keepdims=True)


def save(picture: np.ndarray, size: tuple[int, int], name: str) -> None:
    image = Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS)
    image.save(TARGET / name, "WEBP", quality=QUALITY, method=6)
    print(f"{name}: {(TARGET / name).stat().st_size // 1000} kB")


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    room = Room()
    fine = (SIZE[0] * FINER, SIZE[1] * FINER)
    strips = [room.look(all_around(fine, slice(row, row + 250))) for row in range(0, fine[1], 250)]
    save(np.concatenate(strips), SIZE, "hall.webp")
    for name, yaw, pitch, wide in (("desk", 0, -6, 80), ("doors", 90, -6, 88), ("board", 180, -6, 114)):
        rays = window((STILL[0] * FINER, STILL[1] * FINER), yaw, pitch, wide)
        save(room.look(rays), STILL, f"hall-{name}.webp")


if __name__ == "__main__":
    main()
