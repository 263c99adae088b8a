import type { ChatChannel } from '@pulse-io/client';
import type { ChatChannelView, Message, MessagePage } from '@pulse-io/protocol';
import { seeded } from '../../support/seeded.js';
import { Device } from '../world/device.js';
import { Host } from '../world/host.js';
import { VirtualTime } from '../world/virtual-time.js';
import { CHATTERS, type ChatScenario, type ChatStep, type Chatter } from './chat-scenario.js';

const STEP_MS = 1_000;
/** Longer than a client waits between two tries of a call. */
const LULL_MS = 8_000;
/** Who is not quiet after this hangs. */
const PATIENCE_MS = 10 * 60_000;
/** What somebody may be told who changes a message that another has deleted meanwhile. */
const LATE = new Set(['not_found', 'forbidden', 'conflict', 'invalid_request', 'aborted']);

interface ChatWorld {
  time: VirtualTime;
  host: Host;
  violations: string[];
  devices: Map<Chatter, { device: Device; channel: ChatChannel }>;
  /** Texts of messages whose sending was acknowledged. */
  acknowledged: Set<string>;
}

/** Plays a scenario, heals everything, waits until nothing moves any more, and answers what was wrong. */
export async function runChatScenario({ seed, steps }: ChatScenario): Promise<string[]> {
  const time = new VirtualTime();
  const host = await Host.open({ time, seed });
  const world: ChatWorld = { time, host, violations: [], devices: new Map(), acknowledged: new Set() };
  const violate = (what: string) => void world.violations.push(what);
  const random = seeded(seed + 1);
  try {
    const members = [{ userId: 'alice' }, { userId: 'bob' }];
    await host.call('p', 'POST', '/v1/channels', { id: 'c', type: 'team', members });
    for (const name of CHATTERS) {
      const identity = name.replace('-2', '');
      const options = { name, project: 'p', identity, skewMs: 0, ttlSeconds: 14_400 } as const;
      const device = new Device({ ...options, host, time, random, violate });
      const channel = device.pulse.chat.channel('c');
      world.devices.set(name, { device, channel });
      channel.state.subscribe(() => checkOrder(channel, violate));
      device.track('watch', channel.watch());
    }
    for (const { afterMs, step } of steps) {
      await time.advance(afterMs);
      await play(world, step);
      await time.settle();
    }
    await host.start();
    for (const { device } of world.devices.values()) {
      device.link.offline = false;
      device.link.heal();
      device.wake('online');
    }
    if (!(await untilQuiet(world))) return [...world.violations, ...moving(world)];
    for (const { device, channel } of world.devices.values()) {
      if (channel.state.getSnapshot().status === 'error') device.track('refresh', channel.refresh());
    }
    if (!(await untilQuiet(world))) return [...world.violations, ...moving(world)];
    await check(world);
    return [...world.violations, ...host.errors.map((error) => `the server reported ${error}`)];
  } finally {
    for (const { device } of world.devices.values()) device.pulse.close();
    await time.settle();
    await host.close();
  }
}

async function play(world: ChatWorld, step: ChatStep): Promise<void> {
  const { host, time } = world;
  if (step.do === 'restart') {
    if (!host.backend) return;
    await host.stop(step.how);
    if (step.purge) await host.purge();
    time.schedule(step.downMs, () => {
      const done = time.work();
      void host.start().finally(done);
    });
  } else if ('on' in step) trouble(world, step);
  else act(world, step);
}

function trouble(world: ChatWorld, step: Extract<ChatStep, { on: Chatter }>): void {
  const { device } = find(world, step.on);
  const { link } = device;
  if (step.do === 'drop') link.socket?.drop();
  else if (step.do === 'halfOpen') link.socket?.blackHole();
  else if (step.do === 'offline') link.goOffline();
  else if (step.do === 'swap') link.frameFaults.push({ kind: 'swap', after: step.after });
  else if (step.do === 'repeat') link.frameFaults.push({ kind: 'repeat', after: step.after, lateMs: 300 });
  else if (step.do === 'http') for (let n = 0; n < step.calls; n++) link.httpFaults.push(step.fault);
  else if (link.offline) {
    link.offline = false;
    device.wake('online');
  }
}

function act(world: ChatWorld, step: Extract<ChatStep, { by: Chatter }>): void {
  const { device, channel } = find(world, step.by);
  const { messages } = channel.state.getSnapshot();
  const explains = (code: string) => LATE.has(code);
  const id = 'pick' in step ? messages[step.pick % Math.max(1, messages.length)]?.id : undefined;
  switch (step.do) {
    case 'send': {
      const text = `${step.by} ${++texts}`;
      const parent = step.thread === null ? undefined : messages[step.thread % Math.max(1, messages.length)];
      const isRoot = parent?.status === 'sent' && parent.deletedAt === null;
      const input = { text, mentions: step.mention ? ['alice', 'bob'] : [], ...(isRoot && { parentId: parent.id }) };
      const done = () => void world.acknowledged.add(text);
      device.track('send', channel.sendMessage(input), {
        done,
        explains: (code) => code === 'aborted' || (isRoot === true && explains(code)),
      });
      break;
    }
    case 'read':
      device.track('read', channel.markRead());
      break;
    case 'type':
      device.track('type', channel.startTyping());
      break;
    case 'refresh':
    case 'loadOlder':
      device.track(step.do, channel[step.do]());
  }
  if (id === undefined) return;
  if (step.do === 'edit') device.track('edit', channel.editMessage(id, { text: `edited ${++texts}` }), { explains });
  else if (step.do === 'delete') device.track<unknown>('delete', channel.deleteMessage(id), { explains });
  else if (step.do === 'react') device.track('react', channel.addReaction(id, '👍'), { explains });
  else if (step.do === 'unreact') device.track('unreact', channel.removeReaction(id, '👍'), { explains });
  else device.track('pin', channel.pinMessage(id), { explains });
}

let texts = 0;

function find({ devices }: ChatWorld, name: Chatter) {
  const found = devices.get(name);
  if (!found) throw new Error(`There is no device ${name}.`);
  return found;
}

/** At every moment: no row twice, and what was sent in the order of the channel. */
function checkOrder({ state }: ChatChannel, violate: (what: string) => void): void {
  const { messages } = state.getSnapshot();
  if (new Set(messages.map(({ id }) => id)).size < messages.length) violate('a row stands twice');
  const sent = messages.filter(({ status }) => status === 'sent').map(({ offset }) => offset);
  if (sent.some((offset, i) => i > 0 && offset < (sent[i - 1] ?? 0)))
    violate(`rows are out of order: ${sent.join(' ')}`);
}

function moving({ devices, time }: ChatWorld): string[] {
  return [...devices].flatMap(([name, { device, channel }]) => {
    const { link, open, pulse } = device;
    const moves = [...open].map((call) => `${name}: ${call}`);
    if (link.travelling > 0 || link.calls > 0) moves.push(`${name} is busy`);
    if (time.now - link.askedAt < LULL_MS) moves.push(`${name} asks`);
    if (pulse.connection.state !== 'connected') moves.push(`${name} is ${pulse.connection.state}`);
    if (link.socket?.dead) moves.push(`${name} has a dead socket`);
    const { status } = channel.state.getSnapshot();
    if (status !== 'ready' && status !== 'error') moves.push(`${name} is ${status}`);
    return moves;
  });
}

async function untilQuiet(world: ChatWorld): Promise<boolean> {
  for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
    await world.time.advance(STEP_MS);
    if (moving(world).length === 0) return true;
  }
  return false;
}

/** What every device shows is what the server has, and so are the counts; nothing that was acknowledged is lost. */
async function check({ host, devices, acknowledged, violations }: ChatWorld): Promise<void> {
  for (const [name, { channel }] of devices) {
    const user = name.replace('-2', '');
    const list = `/v1/channels/c/messages?limit=100&userId=${user}`;
    const { data } = await host.call<MessagePage>('p', 'GET', list);
    const view = await host.call<ChatChannelView>('p', 'GET', `/v1/channels/c?userId=${user}`);
    const { messages, unreadCount, unreadMentions, hasOlder, read } = channel.state.getSnapshot();
    const say = (what: string, shown: unknown, truth: unknown) => {
      const [is, should] = [JSON.stringify(shown), JSON.stringify(truth)];
      if (is !== should) violations.push(`${name} shows ${what} ${is} where the server has ${should}`);
    };
    const sent = messages.filter(({ status }) => status === 'sent');
    say(
      'messages',
      sent.map(fact),
      data
        .toReversed()
        .slice(hasOlder ? -sent.length : 0)
        .map(fact),
    );
    say('unread', [unreadCount, unreadMentions], [view.unreadCount, view.unreadMentions]);
    const reads = (all: typeof view.read) => all.map(({ userId, offset }) => `${userId} ${offset}`).sort();
    say('reads', reads([...read]), reads(view.read));
    const stuck = messages.filter(({ status }) => status === 'pending' || status === 'unconfirmed');
    say(
      'unsent',
      stuck.map(({ id }) => id),
      [],
    );
  }
  const events = host.ledger.get('p/chat:c') ?? [];
  const told = events.flatMap((event) => (event.type === 'chat.message.new' ? [event.data.message.text] : []));
  for (const text of acknowledged) if (!told.includes(text)) violations.push(`${text} was acknowledged and is lost`);
  if (new Set(told).size < told.length) violations.push(`a message was added twice: ${told.join(', ')}`);
}

const fact = ({ id, text, deletedAt, editedAt, pinnedBy, reactions, ownReactions = [], threadCount }: Message) =>
  [
    id,
    text,
    deletedAt,
    editedAt,
    pinnedBy,
    reactions.map(({ kind, count }) => `${kind}${count}`),
    ownReactions,
    threadCount,
  ].join();
