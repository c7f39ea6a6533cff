"""The government's message box, over the federated system (API 0.2.0). Outgoing only: what customers answer comes to us
by the portal or another channel."""
