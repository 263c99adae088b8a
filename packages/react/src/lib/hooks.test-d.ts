import type { DefaultTypes, JsonObject, MessageRow, PulseClient, PulseError, UserPresence } from '@pulse-io/client';
import { describe, expectTypeOf, it } from 'vitest';
import type { useChannels } from '../chat/use-channels.js';
import type { useMessage } from '../chat/use-message.js';
import type { useMessages } from '../chat/use-messages.js';
import type { usePresence } from '../presence/use-presence.js';
import type { useTyping } from '../presence/use-typing.js';
import type { PulseProviderProps } from '../provider/pulse-provider.js';
import type { usePulse } from '../provider/use-pulse.js';
import type { Register, TypesOf } from './register.js';

describe('the types of the hooks', () => {
  it('are those of the client, with the custom data that the app has registered', () => {
    interface Registered extends Register {
      types: { message: { priority: 'high' } };
    }
    expectTypeOf<TypesOf<Register>>().toEqualTypeOf<DefaultTypes>();
    expectTypeOf<MessageRow<TypesOf<Registered>>['custom']>().toEqualTypeOf<{ priority: 'high' }>();
    expectTypeOf<ReturnType<typeof usePulse>>().toEqualTypeOf<PulseClient>();
    expectTypeOf<ReturnType<typeof useMessage>>().toEqualTypeOf<MessageRow | null>();
    expectTypeOf<ReturnType<typeof useMessages>['messages'][number]['custom']>().toEqualTypeOf<JsonObject>();
    expectTypeOf<ReturnType<typeof usePresence>>().toEqualTypeOf<UserPresence | null>();
  });

  it('know no state of a channel that is not watched', () => {
    expectTypeOf<'idle'>().not.toExtend<ReturnType<typeof useMessages>['status']>();
    expectTypeOf<'idle'>().not.toExtend<ReturnType<typeof useChannels>['status']>();
    expectTypeOf<ReturnType<typeof useMessages>['error']>().toEqualTypeOf<PulseError | null>();
  });

  it('take a key or a client, and a room or a channel', () => {
    expectTypeOf<{ apiKey: string }>().toExtend<PulseProviderProps>();
    expectTypeOf<{ client: PulseClient; identity: string }>().toExtend<PulseProviderProps>();
    expectTypeOf<{ identity: string }>().not.toExtend<PulseProviderProps>();
    expectTypeOf<{ apiKey: string; client: PulseClient }>().not.toExtend<PulseProviderProps>();
    expectTypeOf<{ channelId: string }>().toExtend<Parameters<typeof useTyping>[0]>();
    expectTypeOf<string>().not.toExtend<Parameters<typeof useTyping>[0]>();
  });
});
