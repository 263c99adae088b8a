import { expectTypeOf, it } from 'vitest';
import type { ChannelListVerbs, LIST_VERBS } from '../chat/channel-list.js';
import type { CHANNEL_VERBS, ChannelVerbs, MESSAGES_VERBS, MessagesVerbs } from '../chat/channel-verbs.js';
import type { CHAT_VERBS, ChatVerbs } from '../chat/chat.js';
import type { COMPOSER_VERBS, ComposerVerbs } from '../chat/composer.js';
import type { TOKEN_METHODS, Tokens } from '../tokens/tokens.js';
import type { NamesIn } from './late.js';

it('what comes later has every method by its name', () => {
  expectTypeOf<NamesIn<typeof CHANNEL_VERBS>>().toEqualTypeOf<keyof ChannelVerbs>();
  expectTypeOf<NamesIn<typeof MESSAGES_VERBS>>().toEqualTypeOf<keyof MessagesVerbs>();
  expectTypeOf<NamesIn<typeof LIST_VERBS>>().toEqualTypeOf<keyof ChannelListVerbs>();
  expectTypeOf<NamesIn<typeof COMPOSER_VERBS>>().toEqualTypeOf<keyof ComposerVerbs>();
  expectTypeOf<NamesIn<typeof CHAT_VERBS>>().toEqualTypeOf<keyof ChatVerbs>();
  expectTypeOf<NamesIn<typeof TOKEN_METHODS>>().toEqualTypeOf<keyof Tokens>();
});
