"""Vocabularies more than one room uses. The codes are public and stable; the labels are translated."""

from django.db import models
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from core.i18n.languages import exonym
from core.terms import Vocabulary, open_vocabulary


class Kind(models.TextChoices):
    """What a thing on the portal is: pages, centres, competences and organisations; the order is that of the search."""

    CENTRE = "centre", _("Centre")
    CASE_STUDY = "case-study", _("Case study")
    MODULE = "module", _("Learning module")
    PUBLICATION = "publication", _("Publication")
    EVENT = "event", _("Event")
    COMPETENCE = "competence", _("Competence")
    ORGANISATION = "organisation", _("Organisation")
    PAGE = "page", _("Page")


class Need(models.TextChoices):
    """What a citizen comes for; each need is a line of the network."""

    ORIENT = "orient", _("Choose a direction")
    TRAIN = "train", _("Find training")
    WORK = "work", _("Find work")
    CHANGE = "change", _("Change working life")
    CREATE = "create", _("Start a business")
    MOBILITY = "mobility", _("Move abroad")


class Access(models.TextChoices):
    """How one gets in touch."""

    WALK_IN = "walk-in", _("Walk in")
    APPOINTMENT = "appointment", _("By appointment")
    PHONE = "phone", _("By phone")
    ONLINE = "online", _("Online")
    OUTREACH = "outreach", _("They come to you")


@open_vocabulary("service", reserved=("guidance", "not-known"))
class Service(models.TextChoices):
    """What a centre does: Cedefop's list of guidance activities, extended by what the centres themselves name."""

    COUNSELLING = "counselling", _("Counselling")
    ASSESSMENT = "assessment", _("Assessment")
    INFORMATION = "information", _("Information")
    CONSULTATION = "consultation", _("Consultation for professionals")
    PREPARATION = "vocational-preparation", _("Vocational preparation")
    REFERRAL = "referral", _("Referral to other services")
    SELF_ASSESSMENT = "self-assessment", _("Self-assessment tools")
    CAREER_EDUCATION = "career-education", _("Career education")
    TASTERS = "tasters", _("Job tasters")
    WORK_SEARCH = "work-search", _("Help with the job search")
    RECOGNITION = "recognition", _("Recognition of experience and foreign diplomas")
    START_UP = "start-up", _("Business start-up")
    WORKSHOPS = "workshops", _("Workshops")
    SELF_DOCUMENTATION = "self-documentation", _("Self-service documentation")


class Audience(models.TextChoices):
    """Whom a centre, a practice or a module is for."""

    PUPILS = "pupils", _("Pupils")
    STUDENTS = "students", _("Students")
    YOUNG = "young", _("Young people")
    JOB_SEEKERS = "job-seekers", _("Job seekers")
    EMPLOYEES = "employees", _("Employees")
    CAREER_CHANGERS = "career-changers", _("People changing career")
    ENTREPRENEURS = "entrepreneurs", _("Entrepreneurs")
    MIGRANTS = "migrants", _("Migrants and refugees")
    DISABILITIES = "disabilities", _("People with disabilities")
    PARENTS = "parents", _("Parents")
    SENIORS = "seniors", _("Seniors")
    EMPLOYERS = "employers", _("Employers")
    PRACTITIONERS = "practitioners", _("Practitioners")


class CompetenceCode(models.TextChoices):
    """The seven key competences of the partnership manager (Keep in Pact, third output)."""

    A = "A", _("Developing and formalising new partnerships")
    B = "B", _("Administrative and financial monitoring")
    C = "C", _("Coordinating, managing and leading the partnership")
    D = "D", _("Developing partners’ competences")
    E = "E", _("Evaluating measures and activities")
    F = "F", _("Monitoring policies and reforms")
    G = "G", _("Communication and representation")


class Theme(models.TextChoices):
    """What a resource or a colleague helps with; the first three were themes of the practitioners' group."""

    VALUE = "value", _("The value of a partnership")
    DATA_PROTECTION = "data-protection", _("Data protection")
    LINKS = "links", _("Links between partners")
    PARTNERSHIP = "partnership", _("Building a partnership")
    ONE_STOP_SHOP = "one-stop-shop", _("One-stop shop")
    NEWCOMERS = "newcomers", _("Newcomers and languages")
    YOUTH = "youth", _("Young people under 30")
    OUTREACH = "outreach", _("Going to where people are")
    SELF_SERVICE = "self-service", _("Self-service and documentation")
    EMPLOYMENT_SERVICE = "employment-service", _("Public employment services")
    EVALUATION = "evaluation", _("Quality and evaluation")
    DIGITAL = "digital", _("Digital tools and remote guidance")


# Languages of Europe and of the people who arrive here; named through CLDR, so there is nothing to translate.
_LANGUAGE_CODES_TEXT = (
    "fr nl it pt hr en de es ca eu gl fi sv no da is et lv lt pl cs sk sl hu ro bg el mt ga lb sr bs mk sq uk ru be tr "
    "ar fa ps ku ur hi bn pa ta so ti am sw ln rw vi zh th ka hy"
)
_lazy_language = lazy(exonym, str)
_built_in_languages = [(code.upper(), (code, _lazy_language(code))) for code in _LANGUAGE_CODES_TEXT.split()]

Spoken = Vocabulary("spoken", models.TextChoices("Spoken", _built_in_languages), label_of=exonym)
"""The languages centres receive people in and colleagues speak, by ISO 639 code."""
