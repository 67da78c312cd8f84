"""What waits for somebody, on the first page of the admin: one list, of which each role sees its part."""
