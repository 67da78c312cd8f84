"""From what stands in a cell to a value of a centre."""
