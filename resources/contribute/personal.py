"""What somebody sent to be published, as personal data. What is public stays, with the name its author wanted beside it."""

from django.utils.translation import gettext_lazy as _

from core import personal
from resources.contribute import drafts
from resources.contribute.progress import forget
from resources.models import Contribution, ContributionState
from resources.models.contributions import DECIDED


def _export(email: str) -> personal.Rows:
    rows = Contribution.objects.filter(email__iexact=email).order_by("pk")
    return [
        {
            "answers": row.answers,
            "files": [one.title for one in row.files.all()],
            "questions": [[one.text, one.answer] for one in row.questions.all()],
            "begun_at": row.begun_at.isoformat(),
            **{name: getattr(row, name) for name in ("email", "name", "language", "state")},
        }
        for row in rows
    ]


def _erase(email: str) -> int:
    rows = list(Contribution.objects.filter(email__iexact=email))
    for row in rows:
        if row.state not in DECIDED and not row.is_public:
            row.decide(ContributionState.WITHDRAWN)
            drafts.drop_draft(row)
        forget(row)
    return len(rows)


def connect() -> None:
    """Called once when the app is ready."""
    personal.register("contributions", personal.Holder(_("Good practices you sent"), _export, _erase))
