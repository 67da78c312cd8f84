"""The practitioners' directory: profiles, the list, who suits whom, and letters between colleagues."""
