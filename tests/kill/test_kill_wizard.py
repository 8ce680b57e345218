"""Twenty times the power goes off in the middle of the form: no acknowledged answer is lost.

MAMI_KILL_SEED repeats a run, MAMI_KILL_ROUNDS changes how often.
"""

import json
import os
import random
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from mami_desktop.services.drafts import DraftState, list_drafts
from mami_desktop.services.register_file import RegisterFile, create_register, open_register
from mami_desktop.services.today import today_board

ROOT = Path(__file__).resolve().parents[2]
SEED = int(os.environ.get("MAMI_KILL_SEED", "20261121"))
ROUNDS = int(os.environ.get("MAMI_KILL_ROUNDS", "20"))
MOST_ANSWERS = 30
ONE_AT_A_TIME = threading.Lock()
"""Migrations keep their state in one place of a process; the nurses are processes of their own."""


def until_killed(where: Path, seed: int, answers: int) -> dict[str, dict[str, Any]]:
    """Start a nurse, read so many acknowledged answers, pull the plug; the answers by key."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.kill.driver", str(where), str(seed)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None and child.stderr is not None
    told: dict[str, dict[str, Any]] = {}
    for line in child.stdout:
        said = json.loads(line)
        if "done" in said:
            break
        told[said["key"]] = said
        if len(told) >= answers:
            break
    child.send_signal(signal.SIGKILL)
    rest, errors = child.communicate()
    assert child.returncode == -signal.SIGKILL, errors
    # what it had said before it died counts as acknowledged too; the last line may be cut off
    for line in rest.split("\n")[:-1]:
        said = json.loads(line)
        if "key" in said:
            told[said["key"]] = said
    assert len(told) >= answers, errors
    return told


def lost(draft: DraftState, told: dict[str, dict[str, Any]]) -> list[str]:
    """Acknowledged answers the draft does not hold as they were given."""
    missing = []
    for key, said in told.items():
        if said["form"] is not None and draft.form.get(key) != said["form"]:
            missing.append(key)
        answer = said["answer"]
        if answer is None:
            continue
        kept = draft.answers.get(key) or {}
        same = (kept.get("value"), kept.get("state")) == (answer["value"], answer["state"])
        parts = kept.get("parts") or {}
        if not same or any(parts.get(k) != v for k, v in answer["parts"].items()):
            missing.append(key)
    return missing


def newest_draft(register: RegisterFile, known: set[str | None]) -> DraftState:
    """The one draft that the killed window left, as Today offers it after the restart."""
    actor = register.users()[0]
    with register.reading(actor) as work:
        offered = {line.draft_uid for line in today_board(work).drafts}
        (new,) = [draft for draft in list_drafts(work) if draft.draft_uid not in known]
    assert new.draft_uid in offered
    return new


def one_register(where: Path, dice: random.Random, rounds: int) -> int:
    """A register that goes through so many power cuts; how many answers it was told to keep."""
    with ONE_AT_A_TIME:
        create_register(
            where, facility_code="EX01", facility_name="Example Post", user_name="N. Sample"
        ).close()
    known: set[str | None] = set()
    acknowledged = 0
    for number in range(rounds):
        told = until_killed(where, dice.randrange(10**6), dice.randint(1, MOST_ANSWERS))
        with ONE_AT_A_TIME:
            register = open_register(where)
            draft = newest_draft(register, known)
            register.close()
        known.add(draft.draft_uid)
        acknowledged += len(told)
        assert lost(draft, told) == [], f"round {number} of {where.name}, seed {SEED}"
    return acknowledged


def test_no_acknowledged_answer_is_lost_when_the_window_is_killed(tmp_path):
    lanes = min(2, ROUNDS)
    shares = [ROUNDS // lanes + (lane < ROUNDS % lanes) for lane in range(lanes)]
    with ThreadPoolExecutor(lanes) as pool:
        runs = [
            pool.submit(
                one_register, tmp_path / f"register{lane}.mami", random.Random(SEED + lane), share
            )
            for lane, share in enumerate(shares)
        ]
        acknowledged = sum(run.result() for run in runs)
    assert sum(shares) == ROUNDS
    assert acknowledged > ROUNDS
