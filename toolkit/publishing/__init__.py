"""What may be published: small counts hidden, with all that would give them away. Pure."""
