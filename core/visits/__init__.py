"""How often which page was opened, counted without cookies, addresses or anything else about who opened it (ADR 0060).

Pages mark their answers (``core.visits.marks``), a middleware counts the marked ones in memory (``core.visits.tally``), and the
worker writes the sums into the database (``core.visits.gathering``).
"""
