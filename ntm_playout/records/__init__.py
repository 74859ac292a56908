"""Records: what is kept of what happens after publication?"""
