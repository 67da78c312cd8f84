"""What stands below ``people/``."""
