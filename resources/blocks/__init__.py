"""Blocks only resources have."""

from resources.blocks.lists import FileStreamBlock, PartnerStreamBlock, SourceStreamBlock
from resources.blocks.units import UnitStreamBlock

__all__ = ["FileStreamBlock", "PartnerStreamBlock", "SourceStreamBlock", "UnitStreamBlock"]
