import type { ReactNode } from 'react';

const WIDTH = 320;
const HEIGHT = 240;
const LEFT = 44;
const BOTTOM = 34;
const TOP = 8;
const RIGHT = 10;

/** From values to places in the drawing. */
export interface Scales {
  x: (value: number) => number;
  y: (value: number) => number;
  /** Where the horizontal axis lies. */
  base: number;
}

/** A drawing with two axes. Its label says in words what is to be seen; the figures stand in a table beneath. */
export function Plot({
  label,
  xLabel,
  yLabel,
  xRange,
  yRange,
  xTicks,
  yTicks,
  children,
}: {
  label: string;
  xLabel: string;
  yLabel: string;
  xRange: [number, number];
  yRange: [number, number];
  xTicks: readonly number[];
  yTicks: readonly number[];
  children: (scales: Scales) => ReactNode;
}) {
  const scale =
    ([low, high]: [number, number], from: number, to: number) =>
    (value: number) =>
      from + ((value - low) / (high - low || 1)) * (to - from);
  const base = HEIGHT - BOTTOM;
  const x = scale(xRange, LEFT, WIDTH - RIGHT);
  const y = scale(yRange, base, TOP);
  const text = (value: number) => String(Number(value.toFixed(3)));
  return (
    <svg className="plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {yTicks.map((tick) => (
        <g key={tick}>
          <line className="plot-grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text className="plot-text" x={LEFT - 5} y={y(tick) + 3} textAnchor="end">
            {text(tick)}
          </text>
        </g>
      ))}
      {xTicks.map((tick) => (
        <text key={tick} className="plot-text" x={x(tick)} y={base + 13} textAnchor="middle">
          {text(tick)}
        </text>
      ))}
      <text className="plot-text" x={(LEFT + WIDTH - RIGHT) / 2} y={HEIGHT - 5} textAnchor="middle">
        {xLabel}
      </text>
      <text
        className="plot-text"
        x={10}
        y={(TOP + base) / 2}
        textAnchor="middle"
        transform={`rotate(-90 10 ${(TOP + base) / 2})`}
      >
        {yLabel}
      </text>
      {children({ x, y, base })}
    </svg>
  );
}

export const path = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], k) => `${k === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
