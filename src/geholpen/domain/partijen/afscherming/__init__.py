"""Whose file is not for whom: labels with a group, and the staff list for own, household and colleague files."""
