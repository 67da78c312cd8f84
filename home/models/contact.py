"""The contact page and the messages it brings."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.url_routing import RouteResult

from core.blocks import ShortStreamBlock
from core.fields import StreamField
from core.i18n.fields import SynchronizedField, TranslatableField
from core.models import BasePage
from home.cards import partner_rows


class Topic(models.TextChoices):
    """What a message is about."""

    CHANGE = "change", _("Something about a centre has changed")
    PRACTICE = "practice", _("I want to share a practice")
    JOIN = "join", _("I want to join the practitioners")
    EVENT = "event", _("Tell me when a date is set")
    ACCESSIBILITY = "accessibility", _("Something stops me from using the portal")
    TRANSLATION = "translation", _("A text is wrong or should be translated")
    OTHER = "other", _("Something else")


class ContactMessage(models.Model):
    """A message left in the form. Kept until it is dealt with; no IP address, no user agent."""

    topic = models.CharField(_("about"), max_length=20, choices=Topic.choices, default=Topic.OTHER)
    message = models.TextField(_("message"), max_length=5000)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    about = models.CharField(_("page"), max_length=300, blank=True, help_text=_("The page the message was sent from."))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    done = models.BooleanField(_("dealt with"), default=False, db_index=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["done", "-created_at"]

    def __str__(self) -> str:
        return f"{self.get_topic_display()} ({self.created_at:%Y-%m-%d})" if self.created_at else self.topic


class ContactPage(BasePage):
    """Whom to write to. The form has its own address below the page, so that reading the page sets no cookie."""

    FORM_STEP: ClassVar[str] = "message"
    SENT_STEP: ClassVar[str] = "sent"

    template = "home/contact.html"
    schema_type: ClassVar[str] = "ContactPage"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    body = StreamField(ShortStreamBlock(), verbose_name=_("text"), blank=True)
    thanks = RichTextField(_("thanks"), features=["bold", "link"], help_text=_("Shown after a message was sent."))
    recipient = models.EmailField(
        _("recipient"),
        blank=True,
        help_text=_("Messages are mailed here too. Not shown. Empty: the portal’s own address."),
    )

    content_panels = BasePage.content_panels + [
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("thanks"), FieldPanel("recipient")], heading=_("Form")),
    ]
    override_translatable_fields = BasePage.override_translatable_fields + [
        TranslatableField("body"),
        TranslatableField("thanks"),
        SynchronizedField("recipient"),
    ]

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    @property
    def form_url(self) -> str:
        """The path of the form."""
        return f"{self.url or ''}{self.FORM_STEP}/"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if self.live and path_components in ([self.FORM_STEP], [self.FORM_STEP, self.SENT_STEP]):
            return RouteResult(self, kwargs={"step": path_components[-1]})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = kwargs.pop("step", "")
        if not step:
            return super().serve(request, *args, **kwargs)
        response = self._sent(request) if step == self.SENT_STEP else self._form(request)
        add_never_cache_headers(response)
        return response

    def _form(self, request: HttpRequest) -> HttpResponse:
        from home.forms import ContactForm, initial_of, receive

        if request.method == "POST":
            form = ContactForm(request.POST)
            if form.is_valid():
                receive(self, form)
                return HttpResponseRedirect(f"{self.form_url}{self.SENT_STEP}/")
            return self._step(request, "home/contact_form.html", {"form": form}, status=400)
        return self._step(request, "home/contact_form.html", {"form": ContactForm(initial=initial_of(request))})

    def _sent(self, request: HttpRequest) -> HttpResponse:
        return self._step(request, "home/contact_sent.html", {})

    def _step(self, request: HttpRequest, template: str, extra: dict[str, Any], status: int = 200) -> HttpResponse:
        context = self.get_context(request) | extra
        context["head"].noindex = True
        context["head"].alternates = []
        return TemplateResponse(request, template, context, status=status)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "topics": Topic.choices,
            "partners": [row for row in partner_rows(self.locale.language_code) if row.website],
        }
