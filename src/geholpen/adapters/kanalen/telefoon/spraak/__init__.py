"""Voice webhooks in the form of Twilio: every call begins with a short menu."""
