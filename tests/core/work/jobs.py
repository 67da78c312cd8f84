"""Tasks for tests: they note their runs in `RUNS`."""

from core.work import GiveUp, Later, task

RUNS: list[object] = []


@task(label="Note")
def note(what: object) -> None:
    RUNS.append(what)


@task(label="Note one", unique=True)
def note_one(what: object = "one") -> None:
    RUNS.append(what)


@task(label="Fail", retries=2)
def fail() -> None:
    RUNS.append("tried")
    raise ConnectionRefusedError("nobody listens")


@task(label="Fail one", unique=True)
def fail_one() -> None:
    raise ConnectionRefusedError("nobody listens")


@task(label="Exit", retries=0)
def exits() -> None:
    raise SystemExit(2)


@task(label="Give up")
def give_up() -> None:
    raise GiveUp("The file is gone.")


@task(label="Later")
def later() -> None:
    RUNS.append("later")
    raise Later


@task(label="Urgent", priority=10)
def urgent() -> None:
    RUNS.append("urgent")
