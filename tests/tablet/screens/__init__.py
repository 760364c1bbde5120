"""The tablet's screens, driven as a finger would."""
