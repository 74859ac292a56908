"""Delivery: how does a week come to whoever plays it?"""
