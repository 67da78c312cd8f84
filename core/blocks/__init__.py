"""Blocks editors compose pages from, in two named streams."""

from core.blocks.streams import BodyStreamBlock, ShortStreamBlock

__all__ = ["BodyStreamBlock", "ShortStreamBlock"]
