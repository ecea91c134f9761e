"""A stand-in for the Orange order tracking API: real HTTP on loopback, invented orders."""

from orderviewer.simulator.faults import FAULTS
from orderviewer.simulator.server import Simulator

__all__ = ["FAULTS", "Simulator"]
