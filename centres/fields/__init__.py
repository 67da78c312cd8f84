"""What a centre's facts are stored as: hours, days known in part, hosts."""
