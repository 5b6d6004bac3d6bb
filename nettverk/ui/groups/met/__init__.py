"""«Møtt før»: how often people from each pair of units have sat together.

``view`` is the page with its summary; ``matrix`` the squares one points at and walks through; ``painter`` draws them.
"""
