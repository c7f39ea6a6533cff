"""Exchanges that tell of calls with a plain webhook."""
