import { useId } from 'react';

/** The waveform of Pulse on its gradient. */
export function Logo() {
  const gradient = useId();
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden="true">
      <defs>
        <linearGradient id={gradient} x1="0" y1="0" x2="1" y2="1">
          <stop stopColor="#0066FF" />
          <stop offset="1" stopColor="#00A3FF" />
        </linearGradient>
      </defs>
      <rect width="32" height="32" rx="9.5" fill={`url(#${gradient})`} />
      <path className="logo-wave" d="M5.5 16.5h4l2.6-7 5 14 3.3-10 1.6 3h4.5" pathLength="1" />
    </svg>
  );
}
