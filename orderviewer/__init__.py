"""orderviewer: every order a company has with Orange Business, in one window."""

__version__ = "0.1.0"
