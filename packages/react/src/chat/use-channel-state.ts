import type { ChannelState } from '@pulse-io/client';
import type { AppTypes } from '../lib/register.js';
import { useSelection } from '../lib/use-selection.js';
import { usePulse } from '../provider/use-pulse.js';
import { channelSource } from './channel-source.js';

/**
 * A part of a channel's state, which is watched while a component shows it. The component renders again when another
 * part is selected, as `isEqual` has it; `select` may be an inline function.
 *
 * @example
 * const isFrozen = useChannelState('general', ({ channel }) => channel?.frozen ?? false);
 */
export function useChannelState<Selection>(
  channelId: string,
  select: (state: ChannelState<AppTypes>) => Selection,
  isEqual?: (a: Selection, b: Selection) => boolean,
): Selection {
  return useSelection(channelSource(usePulse(), channelId), select, isEqual);
}
