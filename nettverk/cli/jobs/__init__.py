"""One module for each job of the command line, named after it (``import`` and ``print`` are words of Python).

``registry`` says which there are. A job parses its arguments, calls services, and says what came of it.
"""
