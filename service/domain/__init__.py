"""The rules of the field, pure: no Flask, no database, no clock, no files."""
