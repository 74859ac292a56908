"""Numbers: how is a number said in Vietnamese?"""
