"""Places outside the database that keep checkpoints of the logs: a file, the auditor's mailbox."""
