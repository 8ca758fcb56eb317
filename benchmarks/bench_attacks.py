"""Hostile queries against the query service, one after the other and eight at once, while `ASK {}` is asked every 200 ms.

    python benchmarks/bench_attacks.py --attacks FILE [--claims 10000] [--deadline 5] [--keep FOLDER] [--output FILE]

FILE is a JSON object of queries by name. Each must be ended within the deadline and a second; no probe may fail; nothing may die.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.options import options, write
from benchmarks.servers import Line, Server, Times, query_service, running
from benchmarks.stores import Made, made

PAUSE = 0.2
AT_ONCE = (1, 8)
ROUNDS = 4
"""How often all attacks are made, so that there are enough probes to speak of the slowest in a hundred."""


async def attacked(server: Server, attacks: dict[str, str], *, at_once: int) -> tuple[dict[str, tuple[int, float]], Times]:
    """Return the last status and the most seconds of each attack, and the times of the probes meanwhile."""
    found: dict[str, tuple[int, float]] = {}
    probes, ended, gate = Times(), asyncio.Event(), asyncio.Semaphore(at_once)

    async def probe() -> None:
        line = Line(server)
        while not ended.is_set():
            begun = time.perf_counter()
            status, _ = await line.ask("ASK {}")
            probes.note(begun, status)
            await asyncio.sleep(PAUSE)
        line.close()

    async def attack(name: str, query: str) -> None:
        async with gate:
            begun = time.perf_counter()
            status, seconds = await Line(server).post(query), time.perf_counter() - begun
            found[name] = status, max(seconds, found[name][1] if name in found else 0.0)

    prober = asyncio.ensure_future(probe())
    for _ in range(ROUNDS):
        await asyncio.gather(*[attack(name, query) for name, query in attacks.items()])
    ended.set()
    await prober
    return found, probes


def measure(store: Made, attacks: dict[str, str], deadline: float) -> dict[str, Any]:
    """Return every figure."""
    results: dict[str, Any] = {"claims": store.claims, "deadline": deadline, "attacks": len(attacks), "rounds": ROUNDS}
    for at_once in AT_ONCE:
        with running(query_service(store.snapshot, seconds=deadline)) as server:
            ended, probes = asyncio.run(attacked(server, attacks, at_once=at_once))
            alive = Path(f"/proc/{server.pid}").exists()
        results[f"{at_once} at once"] = {
            "statuses": {name: status for name, (status, _) in ended.items()},
            "longest s": max(seconds for _, seconds in ended.values()),
            "probes": len(probes.seconds),
            "probe p50 ms": 1000 * probes.percentile(0.5),
            "probe p99 ms": 1000 * probes.percentile(0.99),
            "probe failures": len(probes.failures),
            "alive": alive,
        }
    return results


def main() -> None:
    chosen = options(
        __doc__, files={"attacks": "a JSON object of hostile queries by name"}, numbers={"deadline": (5.0, "seconds that a query may take")}
    )
    if chosen.attacks is None:
        print("No --attacks FILE is named, so nothing is attacked.")
        return
    with made(chosen.claims, chosen.keep) as store:
        write(measure(store, json.loads(chosen.attacks.read_text()), chosen.deadline), chosen.output)


if __name__ == "__main__":
    main()
