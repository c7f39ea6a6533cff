"""The telephone of a customer: WhatsApp and text messages, played against the twins of the providers. Demo only."""
