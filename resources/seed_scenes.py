"""The example scene, in six languages; the picture is drawn by ``tools/draw_scene.py``."""

from pathlib import Path
from typing import Any

from django.conf import settings

from core.models import CustomImage
from core.seed import image, load, stream, upsert_page
from resources.models import ScenePage

FOLDER = "resources/content/scenes"
CREDIT = "Keep in Pact"
KEY = "scene:"
"""What the keys of scenes begin with."""


def seed_scenes() -> int:
    """Every scene of the content folder; how many there are. Raises LookupError when its module is not seeded."""
    paths = sorted((Path(settings.BASE_DIR) / FOLDER).glob("*.yaml"))
    for path in paths:
        _seed(load(f"{FOLDER}/{path.name}"))
    return len(paths)


def _seed(entry: dict[str, Any]) -> dict[str, ScenePage]:
    key = f"{KEY}{entry['key']}"
    pictures = {name: _picture(entry, name) for name in entry["pictures"]}
    still_names = [name for name in entry["pictures"] if name != "scene"]
    facts = {name: entry[name] for name in ("start_yaw", "start_pitch", "competences", "reviewed_on")}
    facts |= {"picture": pictures["scene"]}
    texts = {}
    for language, text in entry["texts"].items():
        stills = [{"still": {"image": pictures[name].pk, "alt": text["stills"][name]}} for name in still_names]
        hotspots = [
            {"hotspot": _hotspot(spot, place)} for spot, place in zip(text["hotspots"], entry["places"], strict=True)
        ]
        texts[language] = {name: text[name] for name in ("title", "slug", "summary", "walkthrough")}
        texts[language] |= {"stills": stream(stills, f"{key}/stills"), "hotspots": stream(hotspots, f"{key}/hotspots")}
    return upsert_page(ScenePage, key=key, parent=entry["parent"], source=entry["source"], facts=facts, texts=texts)


def _hotspot(spot: dict[str, str], place: list[int]) -> dict[str, Any]:
    """``place``: yaw and pitch in degrees."""
    nothing = {"image": None, "alt": "", "sound": None, "transcript": "", "scene": None}
    return {"yaw": place[0], "pitch": place[1], **nothing, **spot}


def _picture(entry: dict[str, Any], name: str) -> CustomImage:
    told = entry["pictures"][name]
    content = (Path(settings.BASE_DIR) / FOLDER / told["file"]).read_bytes()
    return image(told["title"], content, told["file"], CREDIT)
