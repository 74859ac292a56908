"""Content: is what is aired on the year's and month's topics, in the listeners' languages, from all, and fresh?"""
