"""What files that go out and come back have in common, whatever they hold."""
