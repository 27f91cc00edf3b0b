"""A copy without names: what is known of a family is hidden with visible marks, and the rest is shown to a
person who decides. A copy is a page made of these blocks, so that no file with properties leaves the house.
"""
