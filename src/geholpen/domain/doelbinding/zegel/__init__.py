"""The seal of the logs: a salted hash chain, checkpoints outside the database, and the check that finds tampering."""
