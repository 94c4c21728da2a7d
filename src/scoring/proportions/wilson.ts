/** 97.5th percentile of the standard normal distribution. */
const Z_95 = 1.959963984540054;

/**
 * 95% score interval of a share of independent rows (Wilson, JASA 22:209, 1927), recommended for its coverage at any
 * share and number (Brown, Cai & DasGupta, Statistical Science 16:101, 2001). At least one trial.
 */
export function wilson({ successes, trials }: { successes: number; trials: number }): [number, number] {
  const share = successes / trials;
  const z2 = Z_95 * Z_95;
  const centre = (share + z2 / (2 * trials)) / (1 + z2 / trials);
  const margin =
    (Z_95 * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials * trials))) / (1 + z2 / trials);
  return [
    successes === 0 ? 0 : Math.max(0, centre - margin),
    successes === trials ? 1 : Math.min(1, centre + margin),
  ];
}
