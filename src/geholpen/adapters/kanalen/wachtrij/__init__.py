"""Queue systems of the counter that tell of tickets as CloudEvents, signed."""
