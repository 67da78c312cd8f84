"""Draws the pictures browsers and social networks ask for: favicon.ico, touch icon, logo and Open Graph image.

Needs Chromium and playwright (requirements-dev.txt). Run from the project's root: ``python tools/draw_images.py``.
"""

import io
import os
import re
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

STATIC = Path(__file__).resolve().parent.parent / "core" / "static" / "core"
TEMPLATES = Path(__file__).resolve().parent.parent / "core" / "templates" / "core" / "components"
CLAIM = "A European network of lifelong guidance centres"
SHEETS = ("base", "components", "pictures", "home")


def chromium() -> str:
    """Path of the system's Chromium; ``CHROMIUM`` names another one."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        raise SystemExit("Chromium is missing. Install it (Debian: apt install chromium) or set CHROMIUM to its path.")
    return found


def shot(browser: Browser, html: str, width: int, height: int, *, transparent: bool = False) -> Image.Image:
    """A picture of ``html`` with the site's own style, in CSS pixels."""
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
    folder = STATIC.as_uri()
    source = STATIC / "drawing.html"
    source.write_text(
        "<!doctype html>"
        + "".join(f'<link rel="stylesheet" href="{folder}/{sheet}.css">' for sheet in SHEETS)
        + f"<body>{html}"
    )
    try:
        page.goto(source.as_uri())
        page.evaluate("document.fonts.ready")
        data = page.screenshot(omit_background=transparent)
    finally:
        source.unlink()
        page.close()
    return Image.open(io.BytesIO(data)).convert("RGBA")


def logo_markup(size: int) -> str:
    """The logo of favicon.svg as inline SVG of ``size`` pixels."""
    svg = (STATIC / "favicon.svg").read_text()
    return svg.replace("<svg ", f'<svg width="{size}" height="{size}" ', 1)


def og_markup() -> str:
    """The Open Graph image: name and claim on paper, the drawing of the home page on the right."""
    art = (TEMPLATES / "home_art.html").read_text()
    art = re.sub(r"<text [^>]*>\{\{ pact \}\}</text>", "", art)
    style = "position:absolute;display:block;right:64px;top:24px;width:572px;height:440px;overflow:visible"
    art = art.replace('class="art home-art"', f'class="art home-art" style="{style}"')
    return (
        '<div style="position:relative;width:1200px;height:630px;overflow:hidden;background:var(--paper)">'
        f"{art}"
        f'<div style="position:absolute;left:64px;top:64px">{logo_markup(120)}'
        '<p style="font:700 84px/1 var(--font);letter-spacing:-.02em;margin:24px 0 0 6px">Keep in Pact</p></div>'
        '<p style="position:absolute;left:70px;bottom:60px;font:400 38px/1.3 var(--font);max-width:26em">'
        f"{CLAIM}</p></div>"
    )


def main() -> None:
    """Writes the four files into core/static/core."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        body = "<style>body{margin:0;min-height:0;background:none}</style>"
        big = shot(browser, f"{body}{logo_markup(256)}", 256, 256, transparent=True)
        big.save(STATIC / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)])
        plate = '<div style="width:180px;height:180px;display:grid;place-content:center;background:#fbf7ee">'
        shot(browser, f"{body}{plate}{logo_markup(128)}</div>", 180, 180).convert("P").save(STATIC / "touch-icon.png")
        wide = '<div style="display:flex;align-items:center;gap:20px;padding:20px;font:700 64px/1 var(--font)">'
        shot(browser, f"{body}{wide}{logo_markup(110)}Keep in Pact</div>", 560, 150, transparent=True).save(
            STATIC / "logo.png", optimize=True
        )
        shot(browser, f"{body}{og_markup()}", 1200, 630).convert("RGB").quantize(128).save(
            STATIC / "og.png", optimize=True
        )
        browser.close()


if __name__ == "__main__":
    main()
