"""«Anonym nok?»: what in a note may tell who somebody is, why, and a neutral wording in its place.

``check.Checker`` finds it in lines of text: ``names``, ``numbers`` (national ids and phones), ``addresses`` (e-mail)
and ``children`` (what points at one child). ``lexicon`` holds the names there are, ``wording`` the sentences and the
neutral words. Everything here is rules on text, in bokmål, nynorsk and as far as it goes English: nothing is read,
stored or sent.
"""
