"""Counterparts of exchanges, each in a process of its own: `python -m geholpen.adapters.kanalen.telefoon.twin cti`."""
