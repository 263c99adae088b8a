/** What JSON can carry. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** Custom data that no type of the app describes. */
export interface JsonObject {
  [name: string]: JsonValue;
}

/**
 * The custom data of an app, by the word of what carries it; each is an object that JSON can carry, at most 16 KiB and
 * 8 levels deep. A word that is left out takes any `JsonObject`.
 *
 * @example
 * interface MyTypes {
 *   activity: { likes: number };
 * }
 * const pulse = new PulseClient<MyTypes>({ apiKey: 'pulse_key_dev', identity: 'alice' });
 */
export interface PulseTypes {
  /** `custom` of an activity. */
  activity?: object;
  /** `custom` of a chat message. */
  message?: object;
  /** `custom` of a chat channel. */
  channel?: object;
}

/** No types of the app: `custom` is any `JsonObject`. */
export interface DefaultTypes {
  activity: JsonObject;
  message: JsonObject;
  channel: JsonObject;
}

/** `Types` with `never` in the place of words that `PulseTypes` lacks and of what is no JSON object. */
export type CheckedTypes<Types> = PulseTypes & {
  [Word in keyof Types]: Word extends keyof PulseTypes ? AsObject<Types[Word]> : never;
};

/** The custom data that an app has typed for a word. */
export type CustomData<Types extends PulseTypes, Word extends keyof PulseTypes> = Required<Types>[Word] extends object
  ? Required<Types>[Word]
  : JsonObject;

/** `custom` of what is written; it may be left out where none of its members is required. */
export type WithCustom<Custom> = [RequiredNames<Custom>] extends [never]
  ? { custom?: Custom | undefined }
  : { custom: Custom };

// Asked the other way, whether {} extends T, a client with types would be none of PulseClient<PulseTypes>.
type RequiredNames<T> = T extends unknown
  ? { [Name in keyof T]-?: Record<never, never> extends Pick<T, Name> ? never : Name }[keyof T]
  : never;

/** What JSON turns into something else, such as a `Date`, does not come back as it was. */
type NoObject = readonly unknown[] | ((...args: never[]) => unknown) | { toJSON: unknown };

type AsObject<T> = T extends NoObject
  ? never
  : // An undefined member is left out by JSON, as a missing one is.
    { [Name in keyof T]: AsJson<Exclude<T[Name], undefined>> | Extract<T[Name], undefined> };

type AsJson<T> = T extends JsonValue
  ? T
  : T extends readonly (infer Item)[]
    ? readonly AsJson<Item>[]
    : T extends object
      ? AsObject<T>
      : never;
