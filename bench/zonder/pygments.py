"""Not there, as in an installation: only the tools of developers bring it."""

raise ImportError(__name__)
