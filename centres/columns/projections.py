"""Metres of the grids that surveyors of a country use → degrees, by PROJ."""

from dataclasses import dataclass
from functools import lru_cache

from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

MARGIN = 0.5
"""Degrees around the area a grid is made for that still count as in it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A projected reference system by its EPSG number, and how people call it."""

    epsg: int
    name: str


_UTM = {zone: Grid(25800 + zone, f"ETRS89 / UTM {zone}N") for zone in range(28, 36)}
_LAMBERT_93 = Grid(2154, "Lambert 93")
_MERCATOR = Grid(3857, "Web Mercator")
_EUROPE = Grid(3035, "ETRS89 / LAEA Europe")
GRIDS: dict[str, tuple[Grid, ...]] = {
    "FR": (
        _LAMBERT_93,
        *(Grid(3900 + zone, f"Lambert CC{zone}") for zone in range(42, 51)),
        Grid(27572, "Lambert II étendu"),
        Grid(2975, "RGR92 / UTM 40S"),
        Grid(5490, "RGAF09 / UTM 20N"),
        Grid(2972, "RGFG95 / UTM 22N"),
        Grid(4471, "RGM04 / UTM 38S"),
    ),
    "BE": (Grid(31370, "Lambert 72"), Grid(3812, "Lambert 2008"), _UTM[31]),
    "NL": (Grid(28992, "RD"), _UTM[31], _UTM[32]),
    "LU": (Grid(2169, "LUREF"),),
    "HR": (Grid(3765, "HTRS96/TM"), Grid(31275, "Gauss-Krüger 5"), Grid(31276, "Gauss-Krüger 6"), _UTM[33], _UTM[34]),
    "SI": (Grid(3794, "D96/TM"),),
    "IT": (
        _UTM[32], _UTM[33], Grid(3003, "Monte Mario / Gauss-Boaga 1"), Grid(3004, "Monte Mario / Gauss-Boaga 2"),
        Grid(6707, "RDN2008 / UTM 32N"), Grid(7792, "RDN2008 / UTM 33N"), Grid(23032, "ED50 / UTM 32N"),
    ),
    "PT": (
        Grid(3763, "PT-TM06"), Grid(20790, "Lisboa Hayford-Gauss"), Grid(5016, "PTRA08 / UTM 28N"),
        Grid(5014, "PTRA08 / UTM 25N"), Grid(5015, "PTRA08 / UTM 26N"), _UTM[29],
    ),
    "ES": (_UTM[30], _UTM[31], _UTM[29], Grid(4083, "REGCAN95 / UTM 28N")),
    "GB": (Grid(27700, "British National Grid"), Grid(29903, "Irish Grid")),
    "IE": (Grid(2157, "Irish Transverse Mercator"), Grid(29903, "Irish Grid")),
    "CH": (Grid(2056, "CH1903+ / LV95"), Grid(21781, "CH1903 / LV03")),
    "AT": (Grid(31287, "Austria Lambert"), Grid(31256, "MGI / Austria GK East"), _UTM[33]),
    "DE": (_UTM[32], _UTM[33], Grid(31467, "Gauss-Krüger 3"), Grid(31468, "Gauss-Krüger 4"), Grid(31466, "Gauss-Krüger 2")),
}  # fmt: skip
"""Country → grids in use there, the usual one first."""


def grids_of(country: str) -> tuple[Grid, ...]:
    """The grids a row of this country may be written in."""
    return (*GRIDS.get(country, ()), _MERCATOR, _EUROPE)


@lru_cache(maxsize=64)
def _system(epsg: int) -> tuple[Transformer, tuple[float, float, float, float]] | None:
    """What leads out of a grid, and where on earth it is used: west, south, east, north."""
    try:
        system = CRS.from_epsg(epsg)
        if not system.is_projected or system.area_of_use is None:
            return None
        return Transformer.from_crs(system, 4326, always_xy=True), system.area_of_use.bounds
    except (CRSError, ProjError):
        return None


def from_grid(easting: float, northing: float, epsg: int) -> tuple[float, float] | None:
    """Metres east and north → (latitude, longitude); None outside the grid, or when the number names no grid."""
    system = _system(epsg)
    if system is None:
        return None
    transformer, (west, south, east, north) = system
    lng, lat = transformer.transform(easting, northing)
    is_inside = south - MARGIN <= lat <= north + MARGIN and west - MARGIN <= lng <= east + MARGIN
    return (lat, lng) if is_inside else None
