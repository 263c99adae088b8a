import { useMemo } from 'react';
import { useSelection } from '../lib/use-selection.js';
import { type ConnectionSnapshot, connectionSource } from './connection-source.js';
import { usePulse } from './use-pulse.js';

export interface UseConnectionResult extends ConnectionSnapshot {
  /** From `failed` or `waiting`: tries at once. */
  retry(): void;
}

/** The one realtime socket: `idle` until something is watched. A server shows `idle`. */
export function useConnection(): UseConnectionResult {
  const source = connectionSource(usePulse());
  const snapshot = useSelection(source, itself);
  return useMemo(() => ({ ...snapshot, retry: source.retry }), [snapshot, source]);
}

const itself = (snapshot: ConnectionSnapshot) => snapshot;
