"""The rules of recognition, validity and qualification.

Pure: no Qt, no database engine, no files beyond the supplied reference data, no
clock. The day is always handed in.
"""
