"""The shape of everything on the wire, in marshmallow."""
