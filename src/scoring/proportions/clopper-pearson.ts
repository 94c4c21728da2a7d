import { betaQuantile } from './beta.js';

/**
 * 95% interval of a share by Clopper & Pearson (Biometrika 26:404, 1934): exact, never covering less than it says, and
 * so wider than needed. For counts of a few dozen rows, where approximations fail. At least one trial.
 */
export function clopperPearson({
  successes,
  trials,
}: {
  successes: number;
  trials: number;
}): [number, number] {
  const failures = trials - successes;
  return [
    successes === 0 ? 0 : betaQuantile(0.025, successes, failures + 1),
    failures === 0 ? 1 : betaQuantile(0.975, successes + 1, failures),
  ];
}
