"""The desk: what is translated, what is not, and what comes first."""
