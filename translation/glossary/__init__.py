"""The glossary of the portal: terms in texts, in files, in the admin and on its page."""
