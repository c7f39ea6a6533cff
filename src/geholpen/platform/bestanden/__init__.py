"""What a file of a stranger really is, from its bytes; how many pixels it has. Pure."""
