import type { AnswerOf } from '@pulse-io/protocol';
import { toTimestamp } from '../clock.js';
import type { Handlers } from '../http/handler.js';

export const systemHandlers = (openApi: () => AnswerOf<'getOpenApi'>) =>
  ({
    async getHealth(ctx) {
      await ctx.db.selectFrom('setting').select('name').limit(1).execute();
      return { status: 'ok' as const, time: toTimestamp(ctx.now()) };
    },
    getOpenApi: async () => openApi(),
  }) satisfies Partial<Handlers>;
