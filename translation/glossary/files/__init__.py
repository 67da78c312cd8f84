"""The glossary as a file: CSV and TBX, out and in."""
