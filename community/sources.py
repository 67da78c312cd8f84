"""Organisations in the search: one document per language an organisation has a text in."""

from collections.abc import Iterable, Iterator

from django.utils.html import strip_tags
from django.utils.translation import override

from community.models import CommunityIndexPage, Organisation, OrganisationText
from search.sources import Document, register


def _owner(row: OrganisationText) -> list[int]:
    return [row.organisation_id]


def _all(page: CommunityIndexPage) -> list[int]:
    """Every address begins with that of the page."""
    return list(Organisation.objects.values_list("pk", flat=True))


class OrganisationSource:
    """Hands the organisations to the index."""

    name = "organisations"
    model = Organisation
    related = {OrganisationText: _owner, CommunityIndexPage: _all}

    def documents(self, pks: Iterable[int] | None = None) -> Iterator[Document]:
        """The documents of the organisations ``pks``; of all when ``None``. Three queries."""
        organisations = Organisation.objects.listed()
        if pks is not None:
            organisations = organisations.filter(pk__in=list(pks))
        bases = CommunityIndexPage.urls_by_language()
        for organisation in organisations:
            for row in organisation.texts.all():
                if base := bases.get(row.language):
                    yield self._document(organisation, row, f"{base}{organisation.slug}/")

    def public(self) -> Iterable[int]:
        """The keys of those with a text in a language their list is public in. Two queries."""
        bases = CommunityIndexPage.urls_by_language()
        return Organisation.objects.listed().filter(texts__language__in=bases).order_by().values_list("pk", flat=True)

    def _document(self, organisation: Organisation, row: OrganisationText, url: str) -> Document:
        with override(row.language):
            meta = tuple(part for part in (organisation.place, organisation.role_label) if part)
        names = dict.fromkeys((organisation.name, organisation.short_name, row.name, organisation.city))
        return Document(
            source=self.name,
            pk=organisation.pk,
            language=row.language,
            kind="organisation",
            title=organisation.name_in(row.language).text,
            url=url,
            summary=row.summary,
            body=" ".join((strip_tags(row.about), *meta)),
            names=tuple(name for name in names if name),
            facets={"country": [organisation.country]} if organisation.country else {},
            meta=meta,
            group=f"organisation:{organisation.pk}",
        )


def register_sources() -> None:
    """Called once when the app is ready."""
    register(OrganisationSource())
