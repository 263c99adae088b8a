import type { PulseError } from '@pulse-io/client';
import { useSelection } from '../lib/use-selection.js';
import { type ConnectionSnapshot, connectionSource } from './connection-source.js';
import { usePulseContext } from './pulse-context.js';

/**
 * Why nothing works just now, such as `invalid_config` of a provider with no key, `dev_mode_only` with no tokenProvider,
 * `token_provider_failed`, `invalid_token`; null where all is well. Its `message` and `hint` tell what to do.
 */
export function usePulseError(): PulseError | null {
  const { client, error } = usePulseContext();
  const failed = useSelection(connectionSource(client), errorOf);
  return error ?? failed;
}

const errorOf = ({ error }: ConnectionSnapshot) => error;
