"""The link with the BRP: for which purposes, and whether it answers."""
