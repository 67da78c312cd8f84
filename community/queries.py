"""Lists of organisations as the site shows them."""

from typing import Any

from django.apps import apps
from django.db import models


class OrganisationQuerySet(models.QuerySet):
    """Every list is one query for the organisations and one for their texts."""

    def listed(self) -> "OrganisationQuerySet":
        """Published organisations with their texts and, its texts apart, the one they belong to."""
        return self.filter(live=True).select_related("member_of").prefetch_related("texts")

    def family(self, slug: str) -> "OrganisationQuerySet":
        """The published organisation at ``slug``, the one it belongs to and its members."""
        related = models.Q(slug=slug) | models.Q(member_of__slug=slug) | models.Q(members__slug=slug)
        return self.filter(related, live=True)

    def partners(self) -> "OrganisationQuerySet":
        """Those that took part in the project, the coordinator first, in the order of the list of partners."""
        return (
            self.exclude(project_role="")
            .annotate(
                _rank=models.Case(
                    models.When(project_role="coordinator", then=0), default=1, output_field=models.IntegerField()
                )
            )
            .order_by("_rank", "country", "pk")
        )

    def networks(self) -> "OrganisationQuerySet":
        """Those whose centres stand in the directory."""
        return self.exclude(network="").order_by("name")

    def by_kind(self) -> "OrganisationQuerySet":
        """Coordinator, partners, networks, others."""
        return self.order_by(
            models.Case(
                models.When(project_role="coordinator", then=0),
                models.When(project_role="partner", then=1),
                models.When(kind="network", then=2),
                default=3,
                output_field=models.IntegerField(),
            ),
            "name",
        )


def family_of(slug: str) -> list[Any]:
    """The published organisation at ``slug``, the one it belongs to and its members, by name and with their texts.

    One query: each text comes with its organisation and with ``index_path``, the ``url_path`` of the community page
    in its language. An organisation without any text is left out.
    """
    organisations = apps.get_model("community", "Organisation").objects.family(slug).values("pk")
    pages = apps.get_model("community", "CommunityIndexPage").objects.live()
    index = pages.filter(locale__language_code=models.OuterRef("language")).values("url_path")[:1]
    texts = (
        apps.get_model("community", "OrganisationText")
        .objects.filter(organisation__in=organisations)
        .annotate(index_path=models.Subquery(index))
        .select_related("organisation")
        .order_by("organisation__name", "pk")
    )
    family: dict[int, Any] = {}
    rows: dict[int, list[Any]] = {}
    for text in texts:
        family.setdefault(text.organisation_id, text.organisation)
        rows.setdefault(text.organisation_id, []).append(text)
    for pk, organisation in family.items():
        organisation.texts = rows[pk]
        organisation.member_of = family.get(organisation.member_of_id or 0)
    return list(family.values())
