"""Filling: which segments make up a line-up?"""
