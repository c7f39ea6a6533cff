"""ClamAV looks for viruses, over its INSTREAM protocol."""
