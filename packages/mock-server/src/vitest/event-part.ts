import type { ChatSignals, Events, PresenceDiff } from '@pulse-io/protocol';
import { type Difference, differences, type Fits } from './differences.js';
import type { ReceivedEvent } from './received.js';

type SignalData = {
  [Type in keyof ChatSignals]: { user: string } & (ChatSignals[Type] extends Record<string, never>
    ? unknown
    : ChatSignals[Type]);
};

/** What a client can be told, by type: stored events, signals with their user, and `presence`, at first and as it changes. */
export interface ReceivedData extends Events, SignalData {
  presence: Pick<PresenceDiff, 'join' | 'leave' | 'update'>;
}
export type ReceivedType = keyof ReceivedData;

/** Any part of a value; of lists all items. */
export type PartOf<T> = T extends readonly (infer Item)[]
  ? readonly PartOf<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]?: PartOf<T[Key]> | undefined }
    : T;

/** What stands in an event's data, one level down: its message, its activity, its members. */
type Inner<Data> = { [Key in keyof Data]: ObjectIn<Data[Key]> }[keyof Data];
type ObjectIn<T> = T extends readonly (infer Item)[] ? Extract<Item, object> : Extract<T, object>;

/** A part of an event's data with its channel, or of a message, activity, member or other object in it. */
export type EventPart<Type extends ReceivedType> =
  | PartOf<ReceivedData[Type] & { ch: string }>
  | PartOf<Inner<ReceivedData[Type]>>;

/** Where an event differs from a part, by the object that is nearest to it. */
export function differencesOf({ ch, data }: ReceivedEvent, part: object, fits: Fits): Difference[] {
  const inner = Object.entries(data).flatMap(([key, value]): [string, unknown][] =>
    Array.isArray(value) ? value.map((item, at) => [`${key}[${at}]`, item]) : [[key, value]],
  );
  const objects = inner.filter(([, value]) => typeof value === 'object' && value !== null);
  return [['', { ch, ...data }] as const, ...objects]
    .map(([path, value]) => differences(value, part, fits, path))
    .reduce((nearest, other) => (other.length < nearest.length ? other : nearest));
}
