"""Innsjekk: who has come, marked by typing three letters or with a finger.

``panel`` is what control hands the presenter; ``list_view`` draws those who are found, ``newcomer_card`` takes in
somebody who is on no list.
"""
