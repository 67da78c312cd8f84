"""A module as a file for learning platforms: SCORM 1.2 and Common Cartridge 1.1 (ADR 0067)."""

from resources.packages.cartridge import cartridge
from resources.packages.scorm import scorm

KINDS = {"scorm": scorm, "cartridge": cartridge}
"""What writes a package of each kind, by the name its address has."""

__all__ = ["KINDS", "cartridge", "scorm"]
