"""Explaining: why is a week planned as it is, what makes a floor impossible, and what would mend it?"""
