"""The people of an organisation in the admin: who they are, how they are invited, what they answer for."""
