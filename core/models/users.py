"""People who work in the admin."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Own from the first migration, since a user model cannot be swapped later."""
