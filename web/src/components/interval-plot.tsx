import type { Axis, Interval } from '../lib/axis.js';

/**
 * One row of the interval plot: the line is the interval, the dot the value, the band the leader's interval, so that
 * overlaps are seen down the column. The same figures stand as text in the row; the drawing is hidden from readers.
 */
export function IntervalMark({
  axis,
  interval,
  leader,
}: {
  axis: Axis;
  interval: Interval;
  leader: number[] | null;
}) {
  const x = (value: number) => `${axis.place(value)}%`;
  const [low, high] = interval.ci ?? [];
  const [leaderLow, leaderHigh] = leader ?? [];
  return (
    <svg className="interval" aria-hidden="true" focusable="false">
      {leaderLow !== undefined && leaderHigh !== undefined && (
        <rect
          className="interval-band"
          x={x(leaderLow)}
          width={`${axis.place(leaderHigh) - axis.place(leaderLow)}%`}
          y="0"
          height="100%"
        />
      )}
      {axis.ticks.map((tick) => (
        <line key={tick} className="interval-grid" x1={x(tick)} x2={x(tick)} y1="0" y2="100%" />
      ))}
      {low !== undefined && high !== undefined && (
        <line className="interval-line" x1={x(low)} x2={x(high)} y1="50%" y2="50%" />
      )}
      {interval.score !== null && (
        <circle className="interval-dot" cx={x(interval.score)} cy="50%" r="0.32rem" />
      )}
    </svg>
  );
}

/** The axis above the column. */
export function IntervalAxis({ axis }: { axis: Axis }) {
  return (
    <span className="interval-axis" aria-hidden="true">
      {axis.ticks.map((tick) => (
        <span key={tick} style={{ insetInlineStart: `${axis.place(tick)}%` }}>
          {tick.toFixed(axis.digits)}
        </span>
      ))}
    </span>
  );
}
