"""Makes what scikit-learn says of the sample data and of vectors of probabilities, for models to be held against.

Run as ../make.py is, with scikit-learn installed as well; rewrites the JSON files beside it.
"""

import csv
import json
import platform
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy.stats import binomtest
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, brier_score_loss, log_loss, roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

FOLDER = Path(__file__).parent
DATA = FOLDER.parent.parent.parent / "data"


def is_number(cell):
    try:
        float(cell)
        return True
    except ValueError:
        return False


def read(path, label):
    with open(DATA / path, newline="") as file:
        rows = list(csv.DictReader(file))
    inputs = [name for name in rows[0] if name not in ("id", label)]
    columns = {name: [row[name] for row in rows] for name in inputs}
    numeric = [i for i, name in enumerate(inputs) if all(map(is_number, columns[name]))]
    levels = [i for i in range(len(inputs)) if i not in numeric]
    table = np.empty((len(rows), len(inputs)), dtype=object)
    for i, name in enumerate(inputs):
        table[:, i] = [float(cell) for cell in columns[name]] if i in numeric else columns[name]
    return table, np.array([row[label] for row in rows]), numeric, levels


def logistic_regression(path, label):
    x, y, numeric, levels = read(path, label)
    model = make_pipeline(
        ColumnTransformer(
            [("numbers", StandardScaler(), numeric), ("levels", OneHotEncoder(handle_unknown="ignore"), levels)]
        ),
        LogisticRegression(tol=1e-10, max_iter=100_000),
    )
    classes = sorted(set(y))
    probabilities = np.zeros((len(y), len(classes)))
    folds = np.zeros(len(y), dtype=int)
    for fold, (train, test) in enumerate(StratifiedKFold(5, shuffle=True, random_state=0).split(x, y)):
        probabilities[test] = model.fit(x[train], y[train]).predict_proba(x[test])
        folds[test] = fold
    scores = probabilities[:, 1] if len(classes) == 2 else probabilities
    return {
        "file": path,
        "label": label,
        "folds": folds.tolist(),
        "accuracy": accuracy_score(y, np.array(classes)[probabilities.argmax(axis=1)]),
        "rocAuc": roc_auc_score(y, scores, multi_class="ovr"),
        "logLoss": log_loss(y, probabilities),
        "probabilities": probabilities[:20].tolist(),
    }


def expected_calibration_error(labels, probabilities, bins=10):
    top = probabilities.argmax(axis=1)
    confidence = probabilities.max(axis=1)
    right = top == labels
    edges = np.linspace(0, 1, bins + 1)
    error = 0.0
    for low, high in zip(edges[:-1], edges[1:]):
        inside = (confidence > low) & (confidence <= high)
        if inside.any():
            error += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return error


def delong_error(labels, scores):
    """By the definition: every positive against every negative."""
    positive, negative = scores[labels == 1], scores[labels == 0]
    above = (positive[:, None] > negative[None, :]) + 0.5 * (positive[:, None] == negative[None, :])
    by_positive, by_negative = above.mean(axis=1), above.mean(axis=0)
    return np.sqrt(by_positive.var(ddof=1) / len(positive) + by_negative.var(ddof=1) / len(negative))


def metrics(seed, rows, classes, decimals):
    random = np.random.default_rng(seed)
    labels = np.concatenate([np.arange(classes), random.integers(0, classes, rows - classes)])
    raw = random.random((rows, classes)) + 0.8 * np.eye(classes)[labels] * random.random((rows, 1)) + 0.01
    probabilities = raw / raw.sum(axis=1, keepdims=True)
    if decimals is not None:
        probabilities[:, 1:] = np.round(probabilities[:, 1:], decimals)
        probabilities[:, 0] = 1 - probabilities[:, 1:].sum(axis=1)
    scores = probabilities[:, 1] if classes == 2 else probabilities
    right = int((probabilities.argmax(axis=1) == labels).sum())
    wilson = binomtest(right, rows).proportion_ci(method="wilson")
    return {
        "labels": labels.tolist(),
        "probabilities": probabilities.tolist(),
        "accuracy": [right / rows, wilson.low, wilson.high],
        "logLoss": log_loss(labels, probabilities, labels=range(classes)),
        "rocAuc": roc_auc_score(labels, scores, multi_class="ovr"),
        "rocAucError": delong_error(labels, scores) if classes == 2 else None,
        "brier": brier_score_loss(labels, scores, **({} if classes == 2 else {"labels": range(classes)})),
        "calibrationError": expected_calibration_error(labels, probabilities),
    }


def write(name, note, cases):
    document = {
        "madeBy": f"make.py, Python {platform.python_version()}, scikit-learn {sklearn.__version__}, "
        f"SciPy {scipy.__version__}, NumPy {np.__version__}",
        "note": note,
        "cases": cases,
    }
    with open(FOLDER / f"{name}.json", "w") as file:
        json.dump(document, file, allow_nan=False)
        file.write("\n")


write(
    "logistic-regression",
    "LogisticRegression (C = 1) on standardised numbers and one-hot levels, cross-validated in the folds given row by "
    "row; figures over all rows, and the probabilities of the first 20",
    [
        logistic_regression("breast-cancer/baseline.csv", "diagnosis"),
        logistic_regression("obesity/baseline.csv", "NObeyesdad"),
        logistic_regression("loans/baseline.csv", "approved"),
    ],
)
write(
    "metrics",
    "Metrics of random probabilities, with ties where they are rounded; accuracy with Wilson's interval, rocAucError "
    "DeLong's standard error",
    [metrics(1, 40, 2, None), metrics(2, 200, 2, 1), metrics(3, 150, 3, None), metrics(4, 200, 5, 2)],
)
