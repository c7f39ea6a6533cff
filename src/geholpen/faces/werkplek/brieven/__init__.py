"""Letters that wait for a person: see the page, say where it belongs."""
