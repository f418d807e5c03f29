"""Any spreadsheet file → raw sheets, or an error in words.

What a file is comes from its content, never from its name. Formats with a risky parser are
read in a child process whose memory and time are watched (`reader_child`).
"""
