"""Lists of organisations as the site shows them."""

from typing import Self

from django.db import models


class OrganisationQuerySet(models.QuerySet):
    """Every list is one query for the organisations and one for their texts."""

    def listed(self) -> Self:
        """Published organisations with their texts and, its texts apart, the one they belong to."""
        return self.filter(live=True).select_related("member_of").prefetch_related("texts")

    def family(self, slug: str) -> Self:
        """The published organisation at ``slug``, the one it belongs to and its members."""
        related = models.Q(slug=slug) | models.Q(member_of__slug=slug) | models.Q(members__slug=slug)
        return self.filter(related, live=True)

    def with_name_in(self, language: str) -> Self:
        """Each with ``known_name``, the one readers of ``language`` know it by; empty or ``None`` when it has only its own."""
        text = models.FilteredRelation("texts", condition=models.Q(texts__language=language))
        return self.annotate(_text=text, known_name=models.F("_text__name"))

    def partners(self) -> Self:
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

    def networks(self) -> Self:
        """Those whose centres stand in the directory."""
        return self.exclude(network="").order_by("name")

    def by_kind(self) -> Self:
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
