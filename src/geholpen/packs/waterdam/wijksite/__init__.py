"""Wijkwebsite Waterdam: a small site of somebody else, with our chat window on it. On an origin of its own."""
