"""Organisations with those they belong to and those that belong to them."""

from community.models import Organisation, OrganisationText


def family_of(slug: str) -> list[Organisation]:
    """The published organisation at ``slug``, the one it belongs to and its members, by name and with their texts.

    One query: each text comes with its organisation. An organisation without any text is left out.
    """
    texts = (
        OrganisationText.objects.filter(organisation__in=Organisation.objects.family(slug).values("pk"))
        .select_related("organisation")
        .order_by("organisation__name", "pk")
    )
    family: dict[int, Organisation] = {}
    rows: dict[int, list[OrganisationText]] = {}
    for text in texts:
        family.setdefault(text.organisation_id, text.organisation)
        rows.setdefault(text.organisation_id, []).append(text)
    for pk, organisation in family.items():
        organisation.texts = rows[pk]
        organisation.member_of = family.get(organisation.member_of_id or 0)
    return list(family.values())
