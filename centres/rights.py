"""Who may do what in the directory."""

from core.roles import grant

TEAM = ("Editors", "Moderators")


def _all(name: str, *actions: str) -> tuple[str, ...]:
    return tuple(f"centres.{action}_{name}" for action in actions)


def grant_rights() -> None:
    """Called once when the app is ready."""
    # A wrong address must be put right the same day: editors publish centres without waiting for a moderator.
    grant(*_all("centre", "add", "change", "publish"), to=TEAM)
    grant(*_all("centre", "delete", "lock", "unlock"), to=("Moderators",))
    grant(*_all("import", "add"), to=TEAM)
    # Undoing takes centres away: as deleting, a moderator's task.
    grant(*_all("import", "delete"), to=("Moderators",))
    # Whose site may show the list is decided by those who answer for the portal.
    grant(*_all("embedpartner", "view"), to=TEAM)
    grant(*_all("embedpartner", "add", "change", "delete"), to=("Moderators",))
    # Words of the whole directory are an administrator's; moderators may look.
    grant(*(f"centres.view_{model}" for model in ("serviceterm", "networkterm", "languageterm")), to=("Moderators",))
    # Editors decide on suggestions through the workflow and say who looks after a centre.
    grant(*_all("suggestion", "view"), to=TEAM)
    grant(*_all("owner", "add", "change", "view"), to=TEAM)
    grant(*_all("owner", "delete"), to=("Moderators",))
