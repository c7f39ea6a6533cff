"""Who gets which question: the queue, who is there, what they can, and what they have."""
