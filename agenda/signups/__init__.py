"""Sign-up for events: who holds a seat, who waits, what they are told, and when they are forgotten."""
