"""The sample: an invented municipality with a year of gatherings, made through the services of real ones.

``sample`` builds it and lets its coming gathering be held; ``people`` makes the staff, ``day`` one gathering's day, and
``forms_list`` the sign-up list one can try to import. The words are in resources/templates/sample.
"""
