"""The sign-ups of an event as a table: for the organiser's screen, for paper and for a spreadsheet."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agenda.models import EventPage, Register, SignUp
from core.countries import country_name
from core.i18n.languages import exonym
from core.spreadsheets import csv_cell


@dataclass(frozen=True, slots=True)
class Row:
    """One sign-up. ``answers``: one for each question of the table, ``""`` for none."""

    signup: SignUp
    state: str
    country: str
    language: str
    answers: list[str]

    @property
    def may_come(self) -> bool:
        """Whether there is something to tick."""
        return self.signup.state == SignUp.State.SEATED

    @property
    def may_move_up(self) -> bool:
        """Whether somebody waits who has confirmed."""
        return self.signup.state == SignUp.State.WAITING and self.signup.confirmed_at is not None


@dataclass(frozen=True, slots=True)
class Table:
    """Everybody of one event: who has a seat, who waits, who is off. ``questions`` in the words of the page."""

    questions: list[str]
    rows: list[Row]


def table_of(page: EventPage, register: Register) -> Table:
    """The table in the words of ``page`` and of the active language; one query."""
    order = [SignUp.State.SEATED, SignUp.State.WAITING, SignUp.State.CANCELLED]
    signups = sorted(register.signups.order_by("asked_at", "pk"), key=lambda one: order.index(SignUp.State(one.state)))
    questions = {str(block.id): str(block.value["text"]) for block in page.questions}
    for signup in signups:  # what was asked once and is no longer
        for key, text, _answer in signup.answers:
            questions.setdefault(key, text)
    return Table(list(questions.values()), [_row(signup, questions) for signup in signups])


def _row(signup: SignUp, questions: dict[str, str]) -> Row:
    answers = {key: answer for key, _text, answer in signup.answers}
    state = str(SignUp.State(signup.state).label)
    if not signup.confirmed_at and signup.state != SignUp.State.CANCELLED:
        state = _("%(state)s, not confirmed yet") % {"state": state}
    return Row(
        signup=signup,
        state=state,
        country=country_name(signup.country) if signup.country else "",
        language=exonym(signup.language),
        answers=[answers.get(key, "") for key in questions],
    )


def csv_of(table: Table) -> str:
    """The table as CSV with a header; no cell is a formula."""
    out = StringIO()
    out.write("\ufeff")  # so that Excel reads UTF-8
    writer = csv.writer(out)
    for cells in _lines(table):
        writer.writerow([csv_cell(cell) for cell in cells])
    return out.getvalue()


def _lines(table: Table) -> Iterator[list[str]]:
    yield [
        *(_("Name"), _("E-mail"), _("Organisation"), _("Country"), _("Language"), _("State"), _("Came"), _("Asked on")),
        *table.questions,
    ]
    for row in table.rows:
        one = row.signup
        asked = date_format(timezone.localtime(one.asked_at), "Y-m-d H:i")
        came = _("yes") if one.came else ""
        yield [one.name, one.email, one.organisation, row.country, row.language, row.state, came, asked, *row.answers]
