"""What visitors see: finder, centre, comparison, data, maps."""
