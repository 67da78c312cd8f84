"""A certificate of attendance as PDF, in the active language."""

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from fpdf import FPDF, Align

from agenda.models import EventPage, SignUp
from core.i18n.languages import active_language
from core.printing_fonts import FONTS, found, writable

WEIGHTS = {"": 400, "B": 700}
INK, QUIET = (24, 45, 51), (83, 98, 103)
MARGIN = 30


def certificate(event: EventPage, signup: SignUp) -> bytes:
    """One page A4, with the name as it was written in the form."""
    pdf = _sheet(_("Certificate of attendance"))
    pdf.set_y(60)
    _line(pdf, _("Certificate of attendance"), 28, "B")
    _line(pdf, _("This is to certify that"), 14, space=14)
    _line(pdf, signup.name, 24, "B", space=4)
    if signup.organisation:
        _line(pdf, signup.organisation, 14)
    _line(pdf, _("took part in the event"), 14, space=8)
    _line(pdf, event.title, 20, "B", space=4)
    for fact in (
        event.get_event_kind_display(),
        event.days,
        event.when,
        ", ".join(filter(None, (event.venue, event.where))),
    ):
        if fact:
            _line(pdf, str(fact), 13)
    if event.organiser:
        held = _("Held by %(organisation)s.") % {"organisation": event.organiser.name_in(active_language()).said}
        _line(pdf, held, 13, space=8)
    issued = date_format(timezone.localdate(), "DATE_FORMAT")
    _line(pdf, _("Issued by the portal Keep in Pact on %(date)s.") % {"date": issued}, 11, space=16, colour=QUIET)
    _line(pdf, settings.WAGTAILADMIN_BASE_URL.rstrip("/"), 11, colour=QUIET)
    return bytes(pdf.output())


def _sheet(title: str) -> FPDF:
    pdf = FPDF(format="A4")
    for family, file in FONTS.items():
        for style, weight in WEIGHTS.items():
            pdf.add_font(family, style, found(file), variations={"wght": weight})
    pdf.set_fallback_fonts(["signika-ext"])
    pdf.set_margin(MARGIN)
    pdf.set_lang(active_language())
    pdf.set_title(title)
    pdf.set_creator("Keep in Pact")
    pdf.add_page()
    pdf.image(found("core/logo.png"), x=MARGIN, y=24, h=14, alt_text="Keep in Pact")
    pdf.set_draw_color(*INK)
    pdf.set_line_width(1.2)
    pdf.line(MARGIN, 46, pdf.w - MARGIN, 46)
    return pdf


def _line(
    pdf: FPDF, text: str, size: float, style: str = "", *, space: float = 2, colour: tuple[int, int, int] = INK
) -> None:
    pdf.ln(space)
    pdf.set_font("signika", style, size)
    pdf.set_text_color(*colour)
    pdf.multi_cell(0, size * 0.5, writable(text), align=Align.L, new_x="LMARGIN", new_y="NEXT")
