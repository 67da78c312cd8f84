"""Pictures of the demo content, drawn here: lines that join, as the whole site shows them."""

from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (1600, 700)
PAPER, INK = "#f2eada", "#14272c"
LINES = ("#1d69d6", "#0c7558", "#9b1f15", "#5e1c6e", "#9a7f08", "#e0487d")
SCALE = 2
"""Drawn at twice the size and made smaller, which smooths the edges."""


def _stop(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=PAPER, outline=INK, width=int(radius / 2.6))


def joining_lines(partners: int = 6) -> bytes:
    """A PNG in which ``partners`` lines start at their own stops and run side by side out of one capsule."""
    width, height = (side * SCALE for side in SIZE)
    image = Image.new("RGB", (width, height), PAPER)
    draw = ImageDraw.Draw(image)
    thick, gap = 22 * SCALE, 34 * SCALE
    middle, capsule = height / 2, width * 0.62
    for index in range(partners):
        place = index - (partners - 1) / 2
        start = (width * (0.08 + 0.06 * ((index * 5) % 4)), middle + place * height / (partners + 0.6))
        joined = middle + place * gap
        bend = abs(start[1] - joined)
        corner = capsule - width * 0.1
        points = [start, (corner - bend, start[1]), (corner, joined), (width, joined)]
        draw.line(points, fill=LINES[index % len(LINES)], width=thick, joint="curve")
        _stop(draw, *start, 26 * SCALE)
    reach = (partners - 1) / 2 * gap + thick
    box = (capsule - 34 * SCALE, middle - reach, capsule + 34 * SCALE, middle + reach)
    draw.rounded_rectangle(box, radius=34 * SCALE, fill=PAPER, outline=INK, width=12 * SCALE)
    out = BytesIO()
    image.resize(SIZE, Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()
