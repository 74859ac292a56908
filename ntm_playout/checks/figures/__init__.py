"""Figures: what are a report's numbers?"""
