"""URLs: `urllib.parse` is complete; opening them isn't possible here."""
