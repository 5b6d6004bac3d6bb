"""Minutes of a meeting as a page: an agenda before the meeting, what was said and decided after it."""

from __future__ import annotations

from nettverk.domain.errors import BadInput
from nettverk.domain.file_names import safe_name
from nettverk.domain.handouts import Handout
from nettverk.i18n import _, short_date, using
from nettverk.services import municipality
from nettverk.services.organisation import meetings
from nettverk.storage.store import Store


def handout(store: Store, meeting_id: str, language: str = "nb") -> Handout:
    """The page as PDF.

    Raises:
        BadInput: the meeting is gone.
    """
    meeting = meetings.get(store, meeting_id)
    if meeting is None:
        raise BadInput(_("Møtet finnes ikke lenger."))
    mark = municipality.mark(store)
    with using(language):
        from nettverk.printing.make import make
        from nettverk.printing.minutes import meeting_title, pages

        drawn = pages(meeting, mark)
        title = f"{meeting_title(meeting)}, {short_date(meeting.held_on)}"
        return Handout(safe_name(title) + ".pdf", title, make(drawn, title, "", author=mark.name), len(drawn))
