import type { MockServer } from '../create-mock-server.js';

/** Where the server is and what is needed to call it, for people. */
export function announce(server: MockServer, data: string | undefined, bold: (text: string) => string): string {
  const faults = server.faults.list().length;
  const lines = [
    ['API key', server.apiKey],
    ['API secret', server.apiSecret],
    ['inspector', `${server.url}/__mock`],
    ['reference', `${server.url}/docs`],
    ['data', data ?? 'in memory'],
    ['random seed', String(server.randomSeed)],
    ...(faults > 0 ? [['faults', `${faults} in force`]] : []),
  ];
  return `${bold(`Pulse is listening on ${server.url}`)}
${lines.map(([name = '', value]) => `  ${name.padEnd(13)}${value}`).join('\n')}
Stop it with Ctrl-C.`;
}

/** The same for programs. The secret is not in it: it is always the same one. */
export const announceAsJson = (server: MockServer, data: string | undefined): string =>
  JSON.stringify({
    kind: 'listening',
    url: server.url,
    inspector: `${server.url}/__mock`,
    apiKey: server.apiKey,
    data: data ?? null,
    randomSeed: server.randomSeed,
  });
