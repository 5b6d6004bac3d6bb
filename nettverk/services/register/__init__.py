"""The register: everyone and everything the municipality knows, across gatherings.

``register`` reads and changes services, districts, units, people and networks; ``merge`` makes one of two that are the
same; ``history`` is who has been where, and who is missing.
"""
