"""The inbox: how employees look at it, follow, postpone, mention each other, and who has a question open now."""
