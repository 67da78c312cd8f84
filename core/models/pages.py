"""The page every page of the portal is."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, PagePermissionTester, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.signals import page_published

from core import onward, ownership
from core.admin.editing import NewerVersionPanel
from core.blocks.links import PagesBlock
from core.cards import Card
from core.fields import StreamField
from core.head import Crumb, Head
from core.i18n.borrowed import ToldQuerySet, by_machine, mark, says
from core.i18n.fields import SynchronizedField, TranslatableField
from core.i18n.localised import WITH_LANGUAGE, language_of
from core.i18n.translations import Translations, translations_of
from core.i18n.urls import hides, page_url, url_parts
from core.models.page_forms import BasePageForm
from core.page_views import context_of, serving_of
from core.privacy import in_public, restrictions_of
from core.slugs import slug_of
from core.vocabularies import Kind


class BasePageQuerySet(ToldQuerySet, PageQuerySet):
    """Lists of pages as the site shows them."""

    def in_public(self) -> Self:
        """Live pages everybody may see (``core.privacy``), in the same query; for showing (``core.i18n.borrowed``)."""
        return self.filter(in_public()).told()

    def in_language(self, language: str) -> Self:
        """Live pages a reader of ``language`` may see, fallback pages included, in the order of the tree."""
        return self.in_public().filter(locale__language_code=language).select_related("locale").order_by("path")

    def real(self) -> Self:
        """Without fallback pages, and without those whose translation is not published yet."""
        return self.filter(alias_of__isnull=True, content_language=models.F("locale__language_code"))


BasePageManager = PageManager.from_queryset(BasePageQuerySet)


class Permissions(PagePermissionTester):
    """Wagtail's, but who may not publish takes away, or moves, only drafts of the own; and what is an organisation's own is its people's."""

    def changes_all(self) -> bool:
        """Whether the page may be changed whoever wrote it, by the right of a group."""
        return self.user.is_superuser or (self.user.is_active and "change" in self.permissions)

    def can_edit(self) -> bool:
        return super().can_edit() or self._is_own()

    def can_publish(self) -> bool:
        return super().can_publish() or self._is_own(to_publish=True)

    def can_unpublish(self) -> bool:
        theirs = self.page.live and not self.page_locked() and self._is_own(to_publish=True)
        return super().can_unpublish() or theirs

    def can_view_revisions(self) -> bool:
        """Wagtail offers the history to all and opens it to those who may change the page."""
        return super().can_view_revisions() and self.can_edit()

    def _is_own(self, *, to_publish: bool = False) -> bool:
        """For those who add pages there."""
        adds = self.user.is_active and not self.user.is_superuser and "add" in self.permissions
        return adds and ownership.is_own(self.page, self.user, to_publish=to_publish)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        if not super().can_delete(ignore_bulk):
            return False
        return self.can_publish() or not self.page.get_descendants(inclusive=True).exclude(owner=self.user).exists()


class BasePage(Page):
    """Title, summary, picture, review date; head, breadcrumb, card and search text follow from them."""

    kind: ClassVar[str] = Kind.PAGE.value
    kind_label: ClassVar[Any] = Kind.PAGE.label
    schema_type: ClassVar[str] = "WebPage"
    line: str | property = ""
    listed_kinds: ClassVar[frozenset[str]] = frozenset()
    """Kinds of things (``core.vocabularies.Kind``) the page lists itself: the way on does not offer them again."""

    summary = models.TextField(
        _("summary"),
        max_length=300,
        help_text=_("One or two sentences: the lead of the page and the text of its card. At most 300 characters."),
    )
    hero_image = models.ForeignKey(
        "core.CustomImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    hero_alt = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for people who cannot see it. Read aloud in its place."),
    )
    hero_decorative = models.BooleanField(
        _("only decoration"), default=False, help_text=_("Tick if the picture says nothing that the text does not say.")
    )
    reviewed_on = models.DateField(
        _("text reviewed on"),
        null=True,
        blank=True,
        help_text=_(
            "When someone last checked that the text is right. A translation reviewed before its original is shown as older."
        ),
    )
    related = StreamField(
        PagesBlock(max_num=6),
        verbose_name=_("where to go from here"),
        blank=True,
        default=list,
        help_text=_(
            "Pages that lead on, best in another part of the portal. Each language links to its own version. The portal fills "
            "places you leave free with what is about the same."
        ),
    )
    content_language = models.CharField(max_length=10, editable=False, default="")

    objects = BasePageManager()
    base_form_class = BasePageForm

    content_panels = [
        NewerVersionPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("hero_image"), FieldPanel("hero_alt"), FieldPanel("hero_decorative")], heading=_("Picture")
        ),
    ]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("For search engines"),
        ),
        FieldPanel("related"),
    ]
    settings_panels = [*Page.settings_panels, FieldPanel("reviewed_on")]

    override_translatable_fields = [
        TranslatableField("slug"),
        TranslatableField("summary"),
        SynchronizedField("hero_image"),
        TranslatableField("hero_alt"),
        SynchronizedField("hero_decorative"),
        TranslatableField("reviewed_on"),
        SynchronizedField("related"),
    ]

    just_copied: Sequence[Page] = ()
    """Fallback pages made of the page as it is published: they say already what it says."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if not self.alias_of_id and (self._state.adding or not self.content_language):
            self.content_language = self.locale.language_code
        return super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Wagtail's, but the first publication is the page's own: a draft begun on a fallback page holds that of the original.

        Language and place in the tree are the page's too, and need not be asked for again.
        """
        page = super().with_content_json(content)
        page.first_published_at = self.first_published_at
        if type(self).locale.is_cached(self):
            page.locale = self.locale
        page._cached_parent_obj = getattr(self, "_cached_parent_obj", None)
        return page

    @property
    def is_fallback(self) -> bool:
        """Whether the page shows another language's text: an alias, or a page whose translation is not published yet."""
        return self.content_language != self.locale.language_code

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Wagtail's check of what is published. Raises ValidationError."""
        self._write_plain_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """Wagtail's check of a draft, and of its address. Raises ValidationError."""
        self._write_plain_slug()
        super().minimal_clean()
        self._check_address()

    def _write_plain_slug(self) -> None:
        """New addresses are of plain letters, and lose none of the title's (``core.slugs``)."""
        if self._state.adding and not (self.slug or "").isascii():
            self.slug = slug_of(self.slug)
        if not self.slug and (base := slug_of(self.title or "")):
            self.slug = self._get_autogenerated_slug(base)

    def _check_address(self) -> None:
        parent = self.get_parent()
        if parent is not None and parent.locale_id == self.locale_id:
            parent.locale = self.locale  # at hand, or needed again
        if hides(parent, self.slug):
            raise ValidationError({"slug": _("This word is an address of the portal itself. Choose another one.")})

    def clean(self) -> None:
        """Checks the address and the top picture.

        Raises ValidationError when a view of the portal answers at the address, or when the picture says nothing to those
        who do not see it and is not marked as decoration.
        """
        super().clean()
        self._check_address()
        if self.hero_image_id and not self.hero_alt and not self.hero_decorative:
            raise ValidationError(
                {
                    "hero_alt": _(
                        "Write what the picture shows, or tick “only decoration”. People who cannot see it depend on this."
                    )
                }
            )

    def permissions_for_user(self, user: Any) -> "Permissions":
        """What somebody may do with the page."""
        return Permissions(user, self)

    def update_aliases(self, *, _updated_ids: list[int] | None = None, **kwargs: Any) -> None:
        """Wagtail's, once the page itself is live: while it waits for its day, its fallback pages wait with it.

        What has just been copied of it is not written a second time, a third of what publishing a new page costs.
        """
        if self.live or self.alias_of_id:
            copies, self.just_copied = self.just_copied, ()
            super().update_aliases(_updated_ids=[*(_updated_ids or []), *(copy.pk for copy in copies)], **kwargs)
            for copy in copies:
                page_published.send(sender=type(copy), instance=copy, revision=kwargs.get("revision"), alias=True)

    update_aliases.alters_data = True  # type: ignore[attr-defined]

    # What others may ask of a page

    @cached_property
    def translations(self) -> Translations:
        """All language versions of this page (one query, kept)."""
        return translations_of(self)

    def card(self) -> Card:
        """How the page looks in a list."""
        return Card(
            title=self.title,
            url=self.url or "",
            kind=self.kind,
            text=self.summary,
            language=self.content_language,
            line=str(self.line or ""),
        )

    def related_ids(self) -> list[int]:
        """Pages editors lead on to, as stored."""
        return [block["value"] for block in self.related.raw_data if block["value"]]

    def subject(self) -> onward.Subject:
        """What the way on goes by; subclasses add the codes of what they are about."""
        shown = tuple(sorted({*self.listed_kinds, self.kind}))
        return onward.Subject(url=self.url or "", chosen=tuple(self.related_ids()), shown=shown)

    def way_on(self) -> list[onward.Step]:
        """Steps into other rooms, under the page."""
        return onward.steps(self.subject(), self.locale)

    def json_ld(self) -> dict[str, Any]:
        """schema.org description of the page; subclasses add to it."""
        data: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": self.schema_type,
            "name": self.title,
            "description": self.summary,
            "inLanguage": self.content_language,
            "url": self.full_url,
        }
        if self.first_published_at:
            data["datePublished"] = self.first_published_at.date().isoformat()
        if self.last_published_at:
            data["dateModified"] = self.last_published_at.date().isoformat()
        return data

    def search_body(self) -> str:
        """Everything the page says, as plain text."""
        return " ".join(part for part in self._text_parts() if part)

    def unsaid(self) -> frozenset[str]:
        """Names of fields of text that readers of the page do not see as yet."""
        return frozenset()

    def _text_parts(self) -> list[str]:
        parts = [self.summary]
        document, offered, unsaid = get_document_model(), set(), self.unsaid()
        for field in self._meta.get_fields():
            if field.name in unsaid:
                continue
            if isinstance(field, StreamField):
                value = getattr(self, field.name)
                parts += [strip_tags(str(text)) for text in value.stream_block.get_searchable_content(value)]
                found = value.stream_block.extract_references(value)
                offered.update(str(pk) for model, pk, *_ in found if issubclass(model, document))
            elif isinstance(field, RichTextField):
                parts.append(strip_tags(getattr(self, field.name).replace("><", "> <")))
        if offered:
            parts += document.objects.filter(pk__in=offered).order_by("pk").values_list("title", flat=True)
        return parts

    def search_facets(self) -> dict[str, list[str]]:
        """Codes by facet: competence, audience, country, year, theme."""
        return {}

    def search_names(self) -> list[str]:
        """Names and words that must be found exactly."""
        return []

    def search_meta(self) -> list[str]:
        """Short facts under a hit."""
        return []

    # How the page is shown

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Wagtail's, in a tenth of the time while there is one site."""
        roots = self._get_site_root_paths(request)
        if len({root.site_id for root in roots}) != 1:
            return super().get_url_parts(request)
        return url_parts(self.url_path, roots)

    @cached_property
    def ancestor_crumbs(self) -> list[Crumb]:
        """The way from the home page to this page's parent, as far as it is published."""
        known = getattr(self, "routed_ancestors", None)
        if known is not None:
            steps = [(page, page.source_language or "") for page in known]
        else:
            above = self.get_ancestors().filter(depth__gte=2).select_related(*WITH_LANGUAGE)
            steps = [(page, language_of(page)) for page in above]
        return [Crumb(says(page, page.title), page_url(page.url_path), spoken) for page, spoken in steps if page.live]

    def breadcrumbs(self) -> list[Crumb]:
        if self.depth <= 2:
            return []
        return [*self.ancestor_crumbs, Crumb(self.title, language=self.content_language)]

    def head(self, request: HttpRequest) -> Head:
        """What stands in <head>: canonical to the source for a fallback page, which is not indexed."""
        translations = self.translations
        source = translations.source_of(self)
        url = request.build_absolute_uri((source.url if source else self.get_url(request)) or "/")
        return Head(
            title=self.seo_title or self.title,
            description=self.search_description or self.summary,
            url=url,
            language=self.content_language,
            alternates=[] if source else translations.alternates(request),
            switcher=translations.switcher(request),
            missing=translations.missing,
            noindex=source is not None,
            json_ld=self.json_ld(),
            kind="website" if self.kind == Kind.PAGE else "article",
        )

    def shared_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Head, breadcrumbs and notices; also for what is shown below the page's own address."""
        mark(self)
        context = super().get_context(request, *args, **kwargs)
        head = self.head(request)
        context |= {
            "head": head,
            "breadcrumbs": self.breadcrumbs(),
            "fallback": self.translations.fallback_of(self),
            "outdated": self.outdated_since(),
            "by_machine": "" if self.alias_of_id else by_machine(self),
        }
        request.head = head  # type: ignore[attr-defined]
        return context

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What every page shares, and what the view of its type adds (``core.page_views.shows``)."""
        return self.shared_context(request, *args, **kwargs) | {"onward": self.way_on()} | context_of(self, request)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The view of the page's type (``core.page_views.serves``), or the template with its context."""
        mark(self)
        view = serving_of(self)
        return view(self, request, **kwargs) if view else super().serve(request, *args, **kwargs)

    def serve_password_required_response(self, request: HttpRequest, form: Any, action_url: str) -> HttpResponse:
        """Asks for the password. Nothing of the page is told to those who do not know it."""
        context = {"form": form, "action_url": action_url}
        return TemplateResponse(request, "wagtailcore/password_required.html", context)

    def outdated_since(self) -> date | None:
        """The review date of a newer version in another language, if this translation is older than it."""
        return self.translations.newer_than(self)

    def get_view_restrictions(self) -> models.QuerySet:
        """Those of this page, of all above it and of what they are aliases of; no query when routing found none."""
        return restrictions_of(self) if getattr(self, "is_restricted", True) else PageViewRestriction.objects.none()
