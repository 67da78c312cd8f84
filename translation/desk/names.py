"""Names of the desk's addresses."""

DESK = "translation_desk"
PASSAGES = "translation_passages"
FILES = "translation_files"
DOWNLOAD = "translation_files_download"
UPLOAD = "translation_files_upload"
PANEL = "translation_passage"
PREVIEW = "translation_preview"
SOON = 25
"""So many things that have just changed are reckoned with before a page is shown; the worker does the others."""
FORM = "form"
"""Parameter of an address of Wagtail: its own form is asked for."""
