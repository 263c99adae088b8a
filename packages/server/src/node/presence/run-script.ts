import { createHash } from 'node:crypto';
import { type RedisClient, type RedisLink, redisUnavailable } from '../redis-link.js';

/** Errors of Redis that are ours and will not go away; every other one is of the connection or of Redis' state. */
const BUG = /^(ERR|WRONGTYPE) /;

const hashes = new Map<string, string>();

/**
 * Sends a command that may be sent twice: once more when its connection is lost, over the next one. Rejects with
 * `storage_unavailable` while Redis cannot be reached or take it.
 */
export async function runCommand<T>(link: RedisLink, command: (client: RedisClient) => Promise<T>): Promise<T> {
  for (let again = false; ; again = true) {
    const client = await link.ready();
    try {
      return await command(client);
    } catch (error) {
      if (BUG.test(messageOf(error))) throw error;
      if (again || link.client === client) throw redisUnavailable(error);
    }
  }
}

/** Runs a Lua script, which is sent in full only to a Redis that does not have it yet. Rejects as `runCommand` does. */
export function runScript(link: RedisLink, script: string, keys: string[], args: string[]): Promise<unknown> {
  const options = { keys, arguments: args };
  return runCommand(link, async (client): Promise<unknown> => {
    try {
      return await client.evalSha(hashOf(script), options);
    } catch (error) {
      if (!messageOf(error).startsWith('NOSCRIPT')) throw error;
      return client.eval(script, options);
    }
  });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function hashOf(script: string): string {
  const hash = hashes.get(script) ?? createHash('sha1').update(script).digest('hex');
  hashes.set(script, hash);
  return hash;
}
