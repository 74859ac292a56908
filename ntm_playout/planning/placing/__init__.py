"""Placing: when does one outlet of one station air its programmes in one week?"""
