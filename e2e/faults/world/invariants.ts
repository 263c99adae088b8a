import type { Activity } from '@pulse-io/protocol';
import type { Device } from './device.js';
import type { PROJECTS } from './host.js';
import { countHoles, factOf, type WatchJournal } from './watch-journal.js';
import type { World } from './world.js';

const MOST_PAGES = 50;

/** Checks a world that has come to rest; what is wrong is added to its violations. */
export async function checkWorld(world: World): Promise<void> {
  const truth = new Map<string, Activity[]>();
  const read = async (project: Device['project'], feed: string) => {
    const key = `${project}/${feed}`;
    const known = truth.get(key) ?? (await world.host.list(project, feed));
    truth.set(key, known);
    return known;
  };
  for (const device of world.devices.values()) {
    await checkAcknowledged(world, device, read);
    for (const journal of device.watches.values()) {
      checkRows(device, journal, await read(device.project, journal.feed.id), false);
    }
  }
  for (const { device, journal } of world.watched) checkEvents(world, device, journal);
  for (const { device, feed } of world.spied) checkSpied(device, feed);
  world.violations.push(...world.host.errors.map((error) => `the server reported ${error}`));
  for (const device of world.devices.values()) {
    for (const journal of device.watches.values()) {
      await loadAll(world, device, journal);
      checkRows(device, journal, await read(device.project, journal.feed.id), true);
    }
  }
}

type Read = (project: (typeof PROJECTS)[number], feed: string) => Promise<Activity[]>;

/** What was acknowledged is there, unless somebody removed it; what was removed is not; nothing is there twice. */
async function checkAcknowledged({ removed, removals }: World, device: Device, read: Read): Promise<void> {
  for (const [id, feed] of device.acknowledged) {
    const there = (await read(device.project, feed)).filter((activity) => activity.id === id).length;
    if (there === 0 && !removals.has(id)) device.violate(`${id} was acknowledged and is not in ${feed}`);
    if (there > 0 && removed.has(id)) device.violate(`${id} was removed and is still in ${feed}`);
  }
  for (const feed of device.ownFeeds) {
    const rows = await read(device.project, feed);
    const objects = rows.map(({ object }) => object);
    if (new Set(objects).size < objects.length) device.violate(`${feed} has a write twice: ${objects.join(' ')}`);
  }
}

/** The rows are the server's from the top, and all of them where no more are to be had. */
function checkRows(device: Device, { feed }: WatchJournal, truth: Activity[], whole: boolean): void {
  const { activities, hasMore, status, error } = feed.state.getSnapshot();
  const say = (what: string) => device.violate(`${feed.id}: ${what}`);
  if (status !== 'ready') say(`is ${status}: ${error?.code}`);
  const shown = activities.filter((row) => row.status === 'sent');
  const expected = hasMore ? truth.slice(0, shown.length) : truth;
  if (shown.map(({ id }) => id).join() !== expected.map(({ id }) => id).join()) {
    const name = (rows: readonly Activity[]) =>
      rows.map(({ object }) => object.split('|').slice(1).join('#')).join(' ');
    say(`shows [${name(shown)}] where the server has [${name(truth)}]${hasMore ? ' and says there is more' : ''}`);
  }
  if (whole && hasMore) say('says there is more for ever');
  for (const row of activities) {
    if (row.status === 'pending') say(`${row.id} is pending for ever`);
    else if (row.status !== 'sent' && truth.some(({ id }) => id === row.id))
      say(`${row.id} is ${row.status} and was taken`);
  }
}

/** Events came in the order of their offsets, once each, and every hole was told after it was there. */
function checkEvents(world: World, device: Device, { feed, raised, resyncs, toldUpTo }: WatchJournal): void {
  const published = (world.host.ledger.get(`${device.project}/feed:${feed.id}`) ?? []).map(factOf);
  const holes = countHoles(raised, published, toldUpTo);
  const say = (what: string) =>
    device.violate(`${feed.id} raised [${raised.join(', ')}] ${what} [${published.join(', ')}]`);
  if (holes === null) say('which is no part of');
  else if (resyncs > 0 && !world.forgetful) say(`with ${resyncs} resyncs, though nothing was forgotten, of`);
  else if (holes > device.failures) say(`with ${holes} holes after the last of ${resyncs} resyncs, of`);
}

function checkSpied(device: Device, id: string): void {
  const { activities, status } = device.feed(id).state.getSnapshot();
  if (activities.length > 0 || status === 'ready') device.violate(`${id} is open to a stranger`);
}

async function loadAll(world: World, device: Device, { feed }: WatchJournal): Promise<void> {
  for (let page = 0; page < MOST_PAGES && feed.state.getSnapshot().hasMore; page++) {
    device.track(`loadMore ${feed.id}`, feed.loadMore());
    await world.time.advance(1_000);
  }
}
