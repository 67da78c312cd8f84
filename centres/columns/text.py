"""Free text."""

import re
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext_noop as _

from centres.columns.column import Column, too_long
from centres.columns.messages import Message
from centres.columns.reading import ANY_ROW, Reading, RowFacts, wrong

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\r\n]+")


class Text(Column):
    """Text without characters nobody sees, on one line unless the model's field has several."""

    @cached_property
    def _has_lines(self) -> bool:
        return self.model_field.get_internal_type() == "TextField"

    def read(self, text: str, row: RowFacts = ANY_ROW) -> Reading:
        most = self.model_field.max_length
        plain = _UNSEEN.sub("", text).replace("\r\n", "\n").strip()
        plain = plain if self._has_lines else _SPACES.sub(" ", plain)
        if len(plain) <= most:
            return Reading(plain or None)
        return wrong(
            _("This text has %(n)s characters; %(most)s fit. Shorten it."),
            {"n": len(plain), "most": most},
            plain[:most],
        )

    def fault(self, owner: models.Model, value: Any) -> Message | None:
        return too_long(self, value)
