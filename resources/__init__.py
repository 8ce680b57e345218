"""Data files of the program: pathways, growth tables, catalogues, fonts.

Installed as `mami_desktop.resources`; `mami_desktop.paths.resource` finds them.
"""
