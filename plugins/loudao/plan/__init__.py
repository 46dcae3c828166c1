"""What will be made, known before a pixel is decoded: files read once, sheets, checks, prints."""
