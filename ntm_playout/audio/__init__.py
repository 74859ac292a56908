"""Audio: how does a running order become sound, and a week of them a bundle?"""
