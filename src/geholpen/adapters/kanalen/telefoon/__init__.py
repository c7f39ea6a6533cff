"""The telephone: three ways to hear of calls (a plain webhook, voice webhooks, Asterisk ARI) behind one port."""
