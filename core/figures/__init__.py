"""What the portal has done, in numbers: rooms register what they count, the worker counts, pages tell it (ADR 0060).

Nothing personal can be read from it: ``core.figures.releasing`` decides how a number of people is told.
"""
