import type { DefaultTypes, PulseClient, PulseTypes } from '@pulse-io/client';

/**
 * The custom data of an app, told once and known to every hook.
 *
 * @example
 * declare module '@pulse-io/react' {
 *   interface Register {
 *     types: { message: { priority?: 'high' } };
 *   }
 * }
 */
export interface Register extends Record<never, never> {}

/** What an app has registered, or `DefaultTypes`. */
export type TypesOf<Registered> = Registered extends { types: infer Types extends PulseTypes } ? Types : DefaultTypes;

export type AppTypes = TypesOf<Register>;

/** The client with the types of the app. */
export type Client = PulseClient<AppTypes>;
