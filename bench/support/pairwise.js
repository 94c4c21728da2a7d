// The definitions over all pairs of rows, as one would write them down.

function kendall({ n, truth, predictions }) {
  let difference = 0;
  let untiedTruth = 0;
  let untiedPredictions = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const x = Math.sign(truth[i] - truth[j]);
      const y = Math.sign(predictions[i] - predictions[j]);
      difference += x * y;
      untiedTruth += x * x;
      untiedPredictions += y * y;
    }
  }
  return difference / Math.sqrt(untiedTruth * untiedPredictions);
}

function concordance({ n, time, event, risk }) {
  let won = 0;
  let all = 0;
  for (let i = 0; i < n; i++) {
    if (event[i] === 0) continue;
    for (let j = 0; j < n; j++) {
      if (time[j] < time[i] || (time[j] === time[i] && event[j] === 1)) continue;
      all++;
      won += risk[i] > risk[j] ? 1 : risk[i] === risk[j] ? 0.5 : 0;
    }
  }
  return won / all;
}

/** By metric. */
export const PAIRWISE = { kendall_tau_b: kendall, harrell_c: concordance };
