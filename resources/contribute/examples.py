"""What an answer may look like, beside the questions of the form. Nobody in them exists."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EXAMPLES: dict[str, Promise] = {
    "title": _("A guidance bus for villages"),
    "summary": _(
        "Every week a bus with two advisers stops in six villages. Who has no car finds guidance at the door."
    ),
    "place": _("Town hall of the village"),
    "credit_line": _("Ana and the team of the bus"),
    "context": _("The district has 40 villages and one guidance centre. The last bus home leaves at four."),
    "need": _("Young people and parents did not come to us: an appointment in town cost them half a day."),
    "done": _("We rented a small bus. Each Tuesday two advisers visit three villages, always at the same hour."),
    "result": _(
        "In the first year 310 people came, half of them for the first time. We have not asked what became of them."
    ),
    "attention": _("The bus costs 18,000 euros a year. In winter two villages could not be reached."),
    "transferability": _("You need a driver, a mayor who wants it and a fixed timetable. The bus can also be lent."),
    "tips": _("- Stop where people wait anyway: at the school, at the market.\n- Keep the same hour for a whole year."),
}
