"""What an import would change, before anything is written."""
