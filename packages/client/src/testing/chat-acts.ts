import fc from 'fast-check';
import type { ChatAct } from './chat-server-model.js';

/** What one of the users does in a channel. */
export const chatAct = (users: readonly string[]): fc.Arbitrary<ChatAct> => {
  const user = fc.constantFrom(...users);
  const target = fc.nat(20);
  return fc.oneof(
    {
      arbitrary: fc.record({
        act: fc.constant('send' as const),
        user,
        mention: fc.boolean(),
        parent: fc.option(target, { freq: 2 }),
      }),
      weight: 4,
    },
    {
      arbitrary: fc.record({ act: fc.constantFrom('edit', 'delete', 'erase'), target, mention: fc.boolean() }),
      weight: 2,
    },
    {
      arbitrary: fc.record({ act: fc.constant('react' as const), user, kind: fc.constantFrom('a', 'b'), target }),
      weight: 3,
    },
    fc.record({ act: fc.constant('read' as const), user }),
  );
};
