"""The scanner and the printer of the town: put letters in, see what was printed, send it back. Demo only."""
