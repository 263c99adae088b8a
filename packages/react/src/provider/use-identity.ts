import { useSelection } from '../lib/use-selection.js';
import { usePulseContext } from './pulse-context.js';

/**
 * The user that the app is, to tell its messages from those of others; null until the first token has come, and with a
 * ready client whose provider has no `identity`.
 */
export function useIdentity(): string | null {
  return useSelection(usePulseContext().identity, itself);
}

const itself = (identity: string | null) => identity;
