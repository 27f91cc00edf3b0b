"""What a pack says: records of the action plan and the board turned into content for paper.

Everything is read as the person who freezes the pack, on one day; nothing here is stored.
"""
