"""Organisations, their people and what they contribute."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunityConfig(AppConfig):
    """Who stands behind centres, case studies and publications."""

    name = "community"
    verbose_name = _("Community")

    def ready(self) -> None:
        from community import figures, membership, onward, sources, views  # noqa: F401 - the views register themselves
        from community.members import letters
        from community.models import CommunityIndexPage, Organisation
        from community.people import erasing
        from community.people import letters as people_letters
        from community.visitors import letters as visitor_letters
        from core import ownership, redirects
        from core.admin.workflows import review
        from core.kept import forget_after_saving
        from core.ownership import Owned
        from core.roles import grant
        from translation.text_rows import translated

        sources.register_sources()
        onward.register_offer()
        figures.register_figures()
        membership.connect()
        letters.register_kinds()
        people_letters.register_kinds()
        visitor_letters.register_kinds()
        erasing.connect()
        redirects.keep_leading(Organisation, CommunityIndexPage)
        forget_after_saving(self.get_model("Organisation"), self.get_model("OrganisationText"))
        review(self.get_model("Organisation"))
        ownership.register(
            Owned(
                self.get_model("Organisation"),
                "pk",
                published_by_managers=True,
                decided=("slug", "kind", "project_role", "network", "member_of"),
            )
        )
        translated(self.get_model("Organisation"), ("summary", "about"))
        grant("community.add_organisation", "community.change_organisation", to=("Editors",))
        grant(
            *(
                f"community.{action}_organisation"
                for action in ("add", "change", "delete", "publish", "lock", "unlock")
            ),
            to=("Moderators",),
        )
        grant(
            *(f"community.{action}_practitioner" for action in ("view", "change", "delete")),
            to=("Moderators",),
        )
