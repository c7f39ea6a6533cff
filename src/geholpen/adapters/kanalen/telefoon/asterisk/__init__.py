"""Asterisk over its REST interface (ARI): events over a WebSocket, commands over HTTP."""
