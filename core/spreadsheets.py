"""Cells of spreadsheets that leave the site: text that somebody else wrote never becomes a formula where it is opened.

Every CSV and XLSX file is written with what stands here: exports of the directory, reports of imports, and, by
``protect_wagtail``, the lists and reports of the admin.
"""

from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that spreadsheet programs take for a formula (OWASP, CSV injection)."""

XLSX_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""Of ``xlsxwriter.Workbook``: row by row, and a text stays a text."""

_IGNORED = " \u00a0\u200b\ufeff"
"""Programs drop these when they read a cell, so that a formula may stand behind them."""


def _is_risky(text: str) -> bool:
    return text.lstrip("'" + _IGNORED).startswith(FORMULA_STARTS)


def neutralised(text: str) -> str:
    """A text cell no spreadsheet program runs: an apostrophe goes in front of what begins like a formula."""
    return f"'{text}" if _is_risky(text) else text


def restored(text: str) -> str:
    """The text ``neutralised`` was given."""
    return text[1:] if text.startswith("'") and _is_risky(text) else text


def csv_cell(value: Any) -> Any:
    """A value as it may stand in a CSV file; numbers, dates and nothing stay what they are."""
    return neutralised(value) if isinstance(value, str) else value


def protect_wagtail() -> None:
    """Have every list and report of the admin, also those of packages, write CSV with safe cells. Called once at start.

    In XLSX Wagtail marks what begins like a formula as text; in CSV it does nothing, has no setting for it, and its own reports
    offer no place to step in.
    """
    from wagtail.admin.views.mixins import SpreadsheetExportMixin

    plain = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_field_value(self: Any, field: str, value: Any, export_format: str) -> Any:
        cell = plain(self, field, value, export_format)
        return csv_cell(cell) if export_format == self.FORMAT_CSV else cell

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
