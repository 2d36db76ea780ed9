"""Keys with a private and a public half."""
