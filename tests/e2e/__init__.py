"""The whole program in a real window, used as a person does."""
