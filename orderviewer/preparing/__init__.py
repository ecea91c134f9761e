"""Takes pages apart in a process of its own, which leaves this one's interpreter to others."""
