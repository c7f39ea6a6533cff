"""The screen in the waiting room: codes and counters, for everybody to see."""
