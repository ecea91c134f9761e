"""What builds the bundles and packages; only what needs no build is tried here."""
