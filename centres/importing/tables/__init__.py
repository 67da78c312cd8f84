"""From a file somebody sends to rows of text."""
