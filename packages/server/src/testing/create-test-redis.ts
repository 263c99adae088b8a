import { randomUUID } from 'node:crypto';
import { createClient } from 'redis';

export interface TestRedis {
  url: string;
  /** Of keys, channels and names of connections that nobody else has. */
  prefix: string;
  /** Cuts the connections opened with the prefix, all or those of one purpose, and answers how many there were. */
  kill(purpose?: 'commands' | 'subscriptions'): Promise<number>;
  /** Sends any command. */
  send(...command: string[]): Promise<unknown>;
  /** Removes every key with the prefix. */
  dispose(): Promise<void>;
}

/** Gives a caller a part of its own of the Redis behind `url`. */
export async function createTestRedis(url: string): Promise<TestRedis> {
  const prefix = `test-${randomUUID()}:`;
  const client = createClient({ url });
  await client.connect();
  return {
    url,
    prefix,
    async kill(purpose) {
      const name = purpose ? `${prefix}${purpose}` : prefix;
      const mine = (await client.clientList()).filter((other) => other.name.startsWith(name));
      for (const { id } of mine) await client.sendCommand(['CLIENT', 'KILL', 'ID', String(id)]);
      return mine.length;
    },
    send: (...command) => client.sendCommand(command),
    async dispose() {
      for await (const keys of client.scanIterator({ MATCH: `${prefix}*`, COUNT: 1000 })) {
        if (keys.length > 0) await client.unlink(keys);
      }
      await client.close();
    },
  };
}
