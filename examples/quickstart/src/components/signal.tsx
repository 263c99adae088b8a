import { useId } from 'react';

const SHAPES = {
  /** Comes in from the edge. */
  in: { path: 'M0 30h168l8-15 13 34 11-26 7 7h93', from: 0, to: 1 },
  /** Goes out to the edge. */
  out: { path: 'M0 30h93l8-15 13 34 11-26 7 7h168', from: 1, to: 0 },
} as const;

/** Half of the line that passes through the headline; decoration. */
export function Signal({ direction }: { direction: keyof typeof SHAPES }) {
  const gradient = useId();
  const { path, from, to } = SHAPES[direction];
  return (
    <svg className="signal" data-direction={direction} viewBox="0 0 300 60" aria-hidden="true">
      <defs>
        <linearGradient id={gradient} gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="300" y2="0">
          <stop stopColor={direction === 'in' ? '#0066FF' : '#00A3FF'} stopOpacity={from} />
          <stop offset="1" stopColor={direction === 'in' ? '#0066FF' : '#00A3FF'} stopOpacity={to} />
        </linearGradient>
      </defs>
      <path d={path} stroke={`url(#${gradient})`} pathLength="1" />
    </svg>
  );
}
