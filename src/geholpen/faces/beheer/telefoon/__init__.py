"""The telephone: whose extension is whose, what callers hear, and missed calls that wait."""
