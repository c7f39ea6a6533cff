"""The counter: appointments in an agenda, and who waits with a ticket."""
