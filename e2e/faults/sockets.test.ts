import { it } from 'vitest';
import { runStorm } from './sockets/run-storm.js';

const SEED = Number(process.env.PULSE_SEED ?? 20261121);
const RECONNECTS = Number(process.env.PULSE_RECONNECTS ?? 200);

it(`comes through ${RECONNECTS} reconnects over a bad line, seed ${SEED}`, { timeout: 120_000 }, async () => {
  await runStorm({ seed: SEED, reconnects: RECONNECTS });
});
