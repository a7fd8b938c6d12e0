#!/usr/bin/env python3
"""Worked examples for learning.go, computed apart from it; writes learning.json beside this file.

    python3 api/outreach/testdata/learning.py

Formulas, written down from their sources and not from the Go code:

* d' and c with the log-linear correction: Hautus (1995), Behavior Research Methods, Instruments, & Computers 27:46-51;
  c = -(z(H) + z(F)) / 2: Stanislaw & Todorov (1999), same journal 31:137-149. z is statistics.NormalDist().inv_cdf.
* Discernment: Bonett & Price (2012), J. Educational and Behavioral Statistics 37:479-488. For n pairs of yes/no answers of which
  f12 differ one way and f21 the other: p12 = (f12 + 1)/(n + 2), p21 = (f21 + 1)/(n + 2),
  p12 - p21 +- z * sqrt((p12 + p21 - (p12 - p21)^2) / (n + 2)).
  `pairs` examples use that formula as printed. `persons` examples (several answers a person) use the same with two
  imagined persons appended to the list, by statistics.fmean and pvariance.
* Coverage: simulated persons whose own rates scatter (beta distribution, intraclass correlation rho), two scams and two genuine
  scenes each; the share of 4,000 intervals that hold the true difference, for this interval and for Student's t.
"""
import json
import math
import pathlib
import random
from statistics import NormalDist, fmean, pvariance, stdev

Z = NormalDist().inv_cdf(0.975)


def detect(hits, scams, alarms, genuine):
    z = NormalDist().inv_cdf
    h, f = z((hits + 0.5) / (scams + 1)), z((alarms + 0.5) / (genuine + 1))
    return {"hits": hits, "scams": scams, "alarms": alarms, "genuine": genuine, "d_prime": h - f, "criterion": -(h + f) / 2}


def pairs(n, f12, f21):
    p12, p21 = (f12 + 1) / (n + 2), (f21 + 1) / (n + 2)
    half = Z * math.sqrt((p12 + p21 - (p12 - p21) ** 2) / (n + 2))
    each = [1] * f12 + [-1] * f21 + [0] * (n - f12 - f21)
    return {"each": each, "bound": 1, "value": (f12 - f21) / n, "low": max(-1, p12 - p21 - half), "high": min(1, p12 - p21 + half)}


def persons(each, bound):
    more = each + [bound, -bound]
    half = Z * math.sqrt(pvariance(more) / len(more))
    return {"each": each, "bound": bound, "value": fmean(each), "low": max(-bound, fmean(more) - half), "high": min(bound, fmean(more) + half)}


def coverage(n, hit, alarm, rho, t, runs=4000):
    rnd = random.Random(f"{n} {hit} {alarm} {rho}")

    def rate(p):
        own = p if rho == 0 else rnd.betavariate(p * (1 - rho) / rho, (1 - p) * (1 - rho) / rho)
        return ((rnd.random() < own) + (rnd.random() < own)) / 2

    ours = students = 0
    for _ in range(runs):
        each = [rate(hit) - rate(alarm) for _ in range(n)]
        e = persons(each, 1)
        ours += e["low"] <= hit - alarm <= e["high"]
        students += abs(fmean(each) - (hit - alarm)) <= t * stdev(each) / math.sqrt(n) + 1e-12
    return {"persons": n, "hit_rate": hit, "alarm_rate": alarm, "rho": rho, "ours": ours / runs, "student_t": students / runs}


T = {10: 2.262157, 20: 2.093024, 50: 2.009575, 200: 1.971957}  # 97.5 % points for n - 1 degrees of freedom
SETTINGS = [(0.5, 0.5, 0.1), (0.7, 0.4, 0.2), (0.9, 0.2, 0.3), (0.95, 0.05, 0.3), (0.98, 0.02, 0.2), (0.6, 0.6, 0.5), (0.99, 0.01, 0.0)]

out = {
    "detect": [detect(*x) for x in [(18, 20, 4, 20), (20, 20, 0, 20), (10, 20, 10, 20), (55, 60, 21, 60), (3, 24, 22, 24), (0, 20, 20, 20)]],
    "intervals": [pairs(*x) for x in [(10, 10, 0), (10, 0, 0), (40, 21, 3), (12, 1, 9), (200, 120, 11)]]
    + [persons([0.5, 1, 0, 1, -0.5, 0.5, 1, 1, 0, 0.5, 1, 0.5], 1), persons([1, 0.5, 0, -0.5, 2, 1.5, 0, 0.5, 1, -1, 0.5, 1], 2), persons([2] * 15, 2)],
    "coverage": [coverage(n, *s, T[n]) for n in T for s in SETTINGS],
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out, indent=1) + "\n")
for row in out["coverage"]:
    print(row)
