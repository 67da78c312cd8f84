"""An import as a piece of work: taken in, checked, written, undone, reported."""
