"""Terms and texts, without a store."""
