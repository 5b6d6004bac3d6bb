"""Makes what people are given: a wheel, an installer and a folder for Windows, one file for Linux, an app for Mac.

``resources/packaging/build`` is the one command; README.md beside it says what comes out and why it is made so.
"""
