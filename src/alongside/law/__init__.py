"""The statutory clock of England's SEND law, as dated data and pure functions of dated events.

``schedule.duties`` gives every duty of a case; ``states.state`` says how one stands on a day. No
database, no clock, no Django: the room can be used on its own. Rules, event kinds, grounds and
calendars are files in ``data/``, printed as docs/reference/law.
"""
