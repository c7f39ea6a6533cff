"""The ticket column in the hall: a screen at which a visitor takes a number. No person is shown or asked for."""
