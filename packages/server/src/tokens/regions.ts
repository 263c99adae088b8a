import type { Clock } from '../clock.js';

/** Where a LiveKit server is to be had. */
export interface MediaRegion {
  region: string;
  url: string;
}

export interface Regions {
  /** The healthy server nearest to a region; null where none is configured. */
  nearest(region: string | undefined): MediaRegion | null;
}

export interface RegionsOptions {
  urls: Readonly<Record<string, string>>;
  clock: Clock;
  fetch: typeof fetch;
}

/** A probe's result holds for so long; probing happens beside the calls, never in front of them. */
const PROBE_EVERY_MS = 10_000;
const PROBE_TIMEOUT_MS = 2_000;

/** Latitude and longitude in degrees of the towns that cloud regions of these names stand by. */
const PLACES: Readonly<Record<string, readonly [number, number]>> = {
  'us-east': [39.0, -77.5],
  'us-central': [41.3, -95.9],
  'us-west': [45.6, -121.2],
  'sa-east': [-23.5, -46.6],
  'eu-west': [53.3, -6.3],
  'eu-central': [50.1, 8.7],
  'eu-north': [59.3, 18.1],
  'me-central': [24.5, 54.4],
  'af-south': [-33.9, 18.4],
  'asia-south': [19.1, 72.9],
  'asia-southeast': [1.4, 103.8],
  'asia-northeast': [35.7, 139.7],
  'au-southeast': [-33.9, 151.2],
};

/** Chooses among LiveKit servers by distance, leaving out those whose last probe failed. */
export function createRegions({ urls, clock, fetch }: RegionsOptions): Regions {
  const servers = Object.entries(urls).map(([region, url]) => ({ region, url, healthy: true, probedAt: -Infinity }));

  async function probe(server: (typeof servers)[number]): Promise<void> {
    server.probedAt = clock.now();
    try {
      const response = await fetch(server.url.replace(/^ws/, 'http'), {
        signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
      });
      server.healthy = response.ok;
    } catch {
      server.healthy = false;
    }
  }

  return {
    nearest(region) {
      for (const server of servers) {
        if (servers.length > 1 && clock.now() - server.probedAt >= PROBE_EVERY_MS) void probe(server);
      }
      const near = servers.toSorted((a, b) => distance(region, a.region) - distance(region, b.region));
      const chosen = near.find(({ healthy }) => healthy) ?? near[0];
      return chosen ? { region: chosen.region, url: chosen.url } : null;
    },
  };
}

/** Great-circle distance in radians (haversine); a region of unknown place is far from all but itself. */
function distance(from: string | undefined, to: string): number {
  if (from === to) return 0;
  const [a, b] = [from === undefined ? undefined : PLACES[from], PLACES[to]];
  if (!a || !b) return Math.PI;
  const [lat1, lon1, lat2, lon2] = [...a, ...b].map((degrees) => (degrees * Math.PI) / 180) as [
    number,
    number,
    number,
    number,
  ];
  const h = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin((lon2 - lon1) / 2) ** 2;
  return 2 * Math.asin(Math.sqrt(h));
}
