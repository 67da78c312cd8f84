"""What templates of the translation room ask."""
