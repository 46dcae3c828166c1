"""Where a site is put: storage of any sort, what lies there, and codes looked up from outside."""
