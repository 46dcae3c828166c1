"""Recordings: what somebody read aloud, without what the phone wrote into the file."""
