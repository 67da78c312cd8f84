"""Self-assessment: what one says of the own work, and the picture it makes. Nothing of it stays on the server unless it is shared."""
