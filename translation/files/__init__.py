"""Passages of many things in one language as a file: a workbook, XLIFF 2 or PO, out and in."""
