"""Templates of our own: texts to answer with, in versions."""
