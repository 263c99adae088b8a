import { createUlid, type Message, type MessagePage } from '@pulse-io/protocol';
import { expect } from 'vitest';
import { API_KEY, API_SECRET } from './shared-backends.js';

const nextId = createUlid({ now: Date.now, random: Math.random });

/** A user's way to one channel. */
export interface ChatSeat {
  url: string;
  token: string;
  channelId: string;
}

export interface MessagePlace {
  id: string;
  offset: number;
}

export interface WriterOptions extends ChatSeat {
  /** Asked before each message. */
  goesOn(): boolean;
  /** Whether a call that was cut off is made again, with the same id; otherwise it is the writer's last one. */
  again: boolean;
  onAcknowledged?(): void;
}

/** What became of the messages that writers sent. */
export class ChatJournal {
  readonly sent = new Set<string>();
  /** Offsets as they were answered, by id. */
  readonly acknowledged = new Map<string, number>();
  /** Calls that were not answered. */
  cut = 0;
  #closed = false;

  /** Whether what was kept is in order, once each, all that was acknowledged where it was said to be, and nothing else. */
  check(kept: readonly MessagePlace[]): void {
    const offsets = new Map(kept.map(({ id, offset }) => [id, offset]));
    expect(this.cut, 'calls were under way when they were cut off').toBeGreaterThan(0);
    expect(kept.map(({ offset }) => offset)).toEqual([...new Set(offsets.values())].sort((one, two) => one - two));
    expect([...this.acknowledged].filter(([id, offset]) => offsets.get(id) !== offset)).toEqual([]);
    expect([...offsets.keys()].filter((id) => !this.sent.has(id))).toEqual([]);
  }

  /** Sends one message after the other. Rejects when the server refuses one. */
  async write({ goesOn, again, onAcknowledged, ...seat }: WriterOptions): Promise<void> {
    while (!this.#closed && goesOn()) {
      const id = nextId();
      this.sent.add(id);
      while (!(await this.#send(seat, id))) if (!again || this.#closed) return;
      onAcknowledged?.();
    }
  }

  /** Lets nobody write any more. */
  close(): void {
    this.#closed = true;
  }

  async #send(seat: ChatSeat, id: string): Promise<boolean> {
    try {
      const { offset } = await call<Message>(seat, '', { id, text: `message ${id}` });
      this.acknowledged.set(id, offset);
      return true;
    } catch (error) {
      // So `fetch` tells of a connection that broke.
      if (!(error instanceof TypeError)) throw error;
      this.cut++;
      return false;
    }
  }
}

/** Makes a channel, as the project's server. */
export async function createChannel(url: string, id: string, users: readonly string[]): Promise<void> {
  const members = users.map((userId) => ({ userId }));
  await request(`${url}/v1/channels`, { 'x-pulse-secret': API_SECRET }, { id, type: 'messaging', members });
}

/** Reads all messages of a channel, the oldest first. */
export async function readMessages(seat: ChatSeat): Promise<Message[]> {
  const found: Message[] = [];
  let cursor = '';
  do {
    const { data, next } = await call<MessagePage>(seat, `?limit=100${cursor}`);
    found.push(...data);
    cursor = next === null ? '' : `&cursor=${encodeURIComponent(next)}`;
  } while (cursor !== '');
  return found.reverse();
}

const call = <T>({ url, token, channelId }: ChatSeat, query: string, body?: object): Promise<T> =>
  request(`${url}/v1/channels/${channelId}/messages${query}`, { authorization: `Bearer ${token}` }, body);

async function request<T>(url: string, credentials: Record<string, string>, body?: object): Promise<T> {
  const response = await fetch(url, {
    headers: { 'x-pulse-key': API_KEY, 'content-type': 'application/json', ...credentials },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
