"""A laid-out letter → the faults that a machine can see."""
