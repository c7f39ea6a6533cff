"""Where other software meets us: one folder per standard, one file per resource."""
