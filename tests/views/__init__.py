"""The room of saved views, without Qt and without a network."""
