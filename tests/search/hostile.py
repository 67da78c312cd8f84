"""What people and robots type that is no question."""

TEXTS = [
    *("", " ", "\x00", '"', '""', "*", "a*", "NEAR(", "NEAR(a b, 2)", "AND", "OR OR", "-", "title:", "{title}:x", "^a"),
    *("(((", "'; DROP", "/.*/", "[a TO z]", "_exists_:title", "a~9", "a^1e99", "\\", "<script>alert(1)</script>"),
    *(
        "{{7*7}}",
        "${jndi:ldap://x}",
        "\u202egnp.exe",
        "*?" * 50,
        "(a|a)*" * 30,
        "AND " * 400,
        "x" * 8000,
        "word " * 2000,
    ),
    *('"' * 999, "\U0001f600", "\ud800", "ﷺ" * 300, "a" + "\u0301" * 500),
]
"""Query syntax of several engines, wildcards, markup, lone surrogates, right-to-left overrides, too much of everything."""
