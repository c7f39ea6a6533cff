"""The page that says to people what `openapi.json` says to machines."""
