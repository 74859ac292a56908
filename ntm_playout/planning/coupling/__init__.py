"""Coupling: when do airings move because the same people are needed for others?"""
