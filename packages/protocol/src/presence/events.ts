/** Ephemeral events of the channel `room:<roomId>`, by type: never stored, no offset. */
export interface RoomSignals {
  typing_started: Record<string, never>;
  typing_stopped: Record<string, never>;
}

export type RoomSignal = keyof RoomSignals;

/** What a socket says of itself under WATCH_CHANNEL: whether somebody sits before it. */
export type IdleSignal = 'away' | 'active';
