import type { NewActivity as NewWireActivity, Activity as WireActivity } from '@pulse-io/protocol';
import type { CustomData, DefaultTypes, PulseTypes, WithCustom } from '../pulse-types.js';

/** An activity as the server has it; its `custom` is taken to be what the app has typed. */
export interface Activity<Types extends PulseTypes = DefaultTypes> extends Omit<WireActivity, 'custom'> {
  custom: CustomData<Types, 'activity'>;
}

/** What `addActivity` takes; `custom` may be left out where none of its members is required. */
export type NewActivity<Types extends PulseTypes = DefaultTypes> = Omit<NewWireActivity, 'custom'> &
  WithCustom<CustomData<Types, 'activity'>>;
