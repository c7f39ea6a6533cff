"""Oversight: break-glass, looks without a conversation, looks at very many customers, and who may know who it was."""
