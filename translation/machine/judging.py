"""Whether what came back may stand in the place of a passage."""

from django.utils.translation import override

from translation.checks import Code, findings
from translation.vocabularies import MachineReason
from translation.wording import plain
from translation.writing import is_broken

_CUT, _FROM = 4, 60
"""From so many letters on, a text this many times shorter than its original is cut off."""
_REASONS = {
    Code.LINK: MachineReason.MANGLED,
    Code.PLACEHOLDER: MachineReason.MANGLED,
    Code.ADDRESS: MachineReason.MANGLED,
    Code.NUMBER: MachineReason.NUMBER,
    Code.LANGUAGE: MachineReason.LANGUAGE,
    Code.LENGTH: MachineReason.LENGTH,
}
"""A forbidden term is for whoever reads the passage to mend."""


def fault(source: str, written_in: str, text: str, language: str, most: int | None) -> MachineReason | None:
    """Why a translation of a passage cannot be used; ``None``: it can. ``most``: characters its field has room for."""
    if is_broken(source, text):
        return MachineReason.MANGLED
    said, meant = plain(text).strip(), plain(source)
    if not said or (len(meant) >= _FROM and _CUT * len(said) < len(meant)):
        return MachineReason.CUT
    with override(language):
        found = findings(source, written_in, text, language, most)
    return next((_REASONS[one.code] for one in found if one.refuses and one.code in _REASONS), None)
