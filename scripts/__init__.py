"""Chores around the program: set-up, pictures. Nothing the program itself needs."""
