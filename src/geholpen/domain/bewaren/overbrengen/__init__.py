"""The transfer package: what is kept for good, as files with metadata (MDTO) and checksums, written and read back."""
