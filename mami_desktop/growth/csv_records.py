"""Reads the lines of a CSV file so that a damaged line spoils no other line."""

import csv
from collections.abc import Iterator
from itertools import islice
from typing import TextIO

LONGEST_RECORD_LINES = 50
"""A quoted field may run over this many lines; beyond that its quote was never closed."""


def records(lines: TextIO, width: int, chunk_size: int) -> Iterator[list[list[str]]]:
    """The records that follow the heading, some ``chunk_size`` at a time; blank lines are skipped.

    A record has ``width`` fields unless its line is damaged: the caller decides about those. A
    quote that is never closed damages only the line it stands in.
    """
    waiting: list[str] = []
    while chunk := waiting + list(islice(lines, chunk_size)):
        waiting = []
        try:
            if not any('"' in line for line in chunk):
                yield [record for record in csv.reader(chunk) if record]
                continue
        except csv.Error:
            pass  # one line of this chunk is beyond reading: go line by line below
        size = len(chunk)
        # a record begun at the end of this chunk may need the lines that follow
        chunk += islice(lines, LONGEST_RECORD_LINES)
        found: list[list[str]] = []
        at = 0
        while at < size:
            record, used = _record(chunk, at, width)
            at += used
            if record:
                found.append(record)
        waiting = chunk[at:]
        yield found


def _record(lines: list[str], at: int, width: int) -> tuple[list[str], int]:
    """The record that starts at a line, and how many lines it takes."""
    for count in range(1, min(LONGEST_RECORD_LINES, len(lines) - at) + 1):
        try:
            record = next(csv.reader(lines[at : at + count]), [])
        except csv.Error:  # for example a field of more than 131,072 letters
            break
        if record and record[-1].endswith(("\n", "\r")):
            continue  # the line ended inside a quoted field
        if count == 1 or len(record) == width:
            return record, count
        break
    return [lines[at].rstrip("\r\n")], 1
