"""The queues: a worker has a thread for each, so that an import of minutes does not hold up a letter."""

from django_tasks import task_backends

BACKEND = "worker"
"""Alias in ``settings.TASKS``; ``default`` runs at once what Wagtail enqueues."""
QUICK, LONG = "quick", "long"


def queues() -> list[str]:
    """The names of all queues, from ``settings.TASKS``."""
    return sorted(task_backends[BACKEND].queues)
