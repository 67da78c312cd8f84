"""The repository of skills item by item: found, linked to, compared with a job, taken away as a file."""
