"""Calls of the telephone: what the exchange tells, whose screen shows it, and who must be called back."""
