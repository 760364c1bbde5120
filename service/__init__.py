"""The An Trú service: who may do what, and where it is kept."""

VERSION = "0.1.0"
