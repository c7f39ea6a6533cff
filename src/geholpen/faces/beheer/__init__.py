"""Management: functional managers, team leads and the privacy officer. No customers are opened here."""
