"""The public columns of a centre: how each is read from a file, stored, written and described."""
