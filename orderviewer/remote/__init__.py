"""The outside world: the keyring, HTTP and the Order tracking API."""
