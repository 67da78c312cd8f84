"""Opening hours as people write them."""
