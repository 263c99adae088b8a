import type { Handler } from '../http/handler.js';

/** Reads the presence of many users, in the order asked for. */
export const getPresenceBulk: Handler<'getPresenceBulk'> = async (ctx, { query: { ids } }) => ({
  data: await ctx.services.presences.get(ctx.projectId, ids),
});

/** The same for ids that are too many for a query. */
export const postPresenceBulk: Handler<'postPresenceBulk'> = async (ctx, { body: { ids } }) => ({
  data: await ctx.services.presences.get(ctx.projectId, ids),
});
