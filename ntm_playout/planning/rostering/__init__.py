"""Rostering: who can do which duties, and how are they shared out?"""
