"""The traffic light's window: passed round, counted up from paper, the difference, since last time, own signs.

``window`` holds the pages and reads for all of them; each page shows one ``LightView`` and hands on what is to be kept.
"""
