"""(Campaign, Recipient, date) → Letter, purely."""
