"""Those who work in the admin: how they are invited, and the language they read."""
