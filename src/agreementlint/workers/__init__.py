"""Runs jobs in processes of their own: one that dies, hangs or swells costs its own job and nothing else.

    def work(path: str) -> Marks: ...

    for number, answer in answers(work, paths, workers=2, bounds=Bounds(waiting=60, memory=500_000_000)):
        match answer:
            case Lost():
                print(f"{paths[number]}: {answer.in_words}")
            case _:
                marks[number] = answer

Answers come in the order in which jobs are done; `number` says which job one belongs to. Every job has exactly one
answer. A worker has one job at a time, so it is known which one broke it; another worker takes its place. When the
loop is left in whatever way (an interrupt included) no process is left, and when this program itself is killed, its
workers end with it.

`work` and jobs and answers go from process to process: answers always, `work` and jobs where processes are not forked
(outside of Linux). What is costly to load is loaded once: keep it in a callable class whose `__reduce__` gives the
function that loads it again, and forked workers find it loaded. `work` should catch what it expects; an exception that
it lets through costs its job and is named, without its words, which may be those of a document.
"""

from __future__ import annotations

from agreementlint.workers.bounds import UNBOUNDED, Bounds
from agreementlint.workers.lost import Fate, Lost
from agreementlint.workers.supervision import START, answers

__all__ = ["START", "UNBOUNDED", "Bounds", "Fate", "Lost", "answers"]
