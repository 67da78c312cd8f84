"""Following the portal by mail: who wants it is told of what was published since, and of nothing when nothing was.

``ask`` for it, ``confirm`` by the link in a mail, ``change`` and ``stop`` by the link in every mail (``book``). ``news`` knows what
was published, of what the rooms tell in their lists (``core.feeds``); ``digests`` writes the mails.
"""
