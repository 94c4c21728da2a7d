"""The same work with scikit-learn, pandas and numpy, for bench/scoring.js to be measured against.

Reads one request a line, {"do": NAME, ...}, and answers each with {"seconds": ...}. Whole programs are run with a name
as argument instead: `process TRUTH PREDICTIONS REPLICATES`, `join TRUTH PREDICTIONS` (which prints its peak memory).
"""

import json
import resource
import sys
import time

import numpy as np
import pandas as pd

held = {}


def read_truth(path):
    return pd.read_csv(path, dtype={"id": str}, usecols=["id", "label"])


def read_and_join(truth, path):
    predictions = pd.read_csv(path, dtype={"id": str})
    joined = truth.merge(predictions, on="id", how="left", validate="one_to_one")
    if joined["prediction"].isna().any() or len(predictions) != len(truth):
        raise ValueError("ids differ")
    return joined["label"].to_numpy(), joined["prediction"].to_numpy()


def four_metrics(y, p):
    from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score

    return roc_auc_score(y, p), average_precision_score(y, p), brier_score_loss(y, p), log_loss(y, p)


def bootstrap_loop(y, p, replicates):
    random = np.random.default_rng(1)
    n = len(y)
    return np.array([four_metrics(y[i], p[i]) for i in (random.integers(0, n, n) for _ in range(replicates))])


def tuned_auroc_bootstrap(y, p, replicates):
    """Sorted once; each replicate draws sorted positions, so that nothing has to be gathered. No tied predictions."""
    random = np.random.default_rng(1)
    n = len(y)
    positives = np.flatnonzero(y[np.argsort(p)] == 1)
    areas = np.empty(replicates)
    for r in range(replicates):
        weights = np.bincount(random.integers(0, n, n), minlength=n)
        below = np.cumsum(weights)
        drawn = weights[positives]
        total = drawn.sum()
        # Twice the weight below each positive, less that of other positives: each pair of draws counts once there.
        doubled = 2 * np.dot(drawn, below[positives] - drawn) - (total * total - np.dot(drawn, drawn))
        areas[r] = doubled / (2 * total * (n - total))
    return areas


def timed(work):
    start = time.perf_counter()
    value = work()
    return {"seconds": time.perf_counter() - start, "value": value}


def answer(request):
    do = request["do"]
    if do == "load":
        held["truth"] = read_truth(request["truth"])
        held["y"], held["p"] = read_and_join(held["truth"], request["predictions"])
        four_metrics(held["y"][:1000], held["p"][:1000])
        return {"seconds": 0}
    if do == "points":
        return timed(lambda: four_metrics(held["y"], held["p"]))
    if do == "loop":
        return timed(lambda: bootstrap_loop(held["y"], held["p"], request["replicates"]).mean(axis=0).tolist())
    if do == "tuned":
        return timed(lambda: float(tuned_auroc_bootstrap(held["y"], held["p"], request["replicates"]).mean()))
    if do == "join":
        return timed(lambda: float(read_and_join(held["truth"], request["predictions"])[1].sum()))
    raise ValueError(do)


def score_process(truth, predictions, replicates):
    y, p = read_and_join(read_truth(truth), predictions)
    values = four_metrics(y, p)
    intervals = np.percentile(bootstrap_loop(y, p, int(replicates)), [2.5, 97.5], axis=0)
    print(json.dumps({"values": values, "intervals": intervals.tolist()}))


if len(sys.argv) > 1:
    if sys.argv[1] == "process":
        score_process(*sys.argv[2:])
    else:
        read_and_join(read_truth(sys.argv[2]), sys.argv[3])
        print(json.dumps({"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))
else:
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)
