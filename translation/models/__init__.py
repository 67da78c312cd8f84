"""Models of the translation room."""

from translation.models.borrowed import BorrowedTexts

__all__ = ["BorrowedTexts"]
