import type { RoomChange } from '../bus/topics.js';
import { isSameList } from './is-same-list.js';

/** What a user does in a room. */
export interface RoomStep {
  roomId: string;
  change: RoomChange;
}

const NONE: readonly RoomStep[] = [];

/** What it means for each room that a user was seen in some and is seen in others; `changed` if it looks different. */
export function diffRooms(before: readonly string[], after: readonly string[], changed: boolean): readonly RoomStep[] {
  if (isSameList(before, after) && (!changed || after.length === 0)) return NONE;
  const was = new Set(before);
  const is = new Set(after);
  const steps: RoomStep[] = [];
  for (const roomId of was) if (!is.has(roomId)) steps.push({ roomId, change: 'leave' });
  for (const roomId of is) {
    if (!was.has(roomId)) steps.push({ roomId, change: 'join' });
    else if (changed) steps.push({ roomId, change: 'update' });
  }
  return steps;
}
