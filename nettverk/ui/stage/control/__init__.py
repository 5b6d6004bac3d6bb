"""What happens on the stage when somebody presses: the controller, and the commands and panels it hands on to.

``run_controller`` takes every command and shows the day; ``rundown_session`` holds the day, and ``press_store`` brings
presses to the disk; ``*_commands`` carry out commands, and ``*_controller`` serve the panels.
"""
