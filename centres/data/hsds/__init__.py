"""The directory as a Human Services Data Specification 3 feed (openreferral.org), for machines of social services."""
