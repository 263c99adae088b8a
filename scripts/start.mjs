// Starts the mock server and the quickstart page, says where they are, and stops both with Ctrl-C.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createServer as createVite } from 'vite';

const HOST = '127.0.0.1';
const DEFAULT_API_PORT = 8081;
const FIRST_PAGE_PORT = 5173;
/** Ports that are tried for the page, one after the other. */
const PAGE_PORTS = 50;
/** After this time a server that was asked to stop is made to. */
const STOP_MS = 5_000;
/** Signals so close to each other are one. */
const REPEAT_MS = 500;
const PARENT_CHECK_MS = 500;

const top = fileURLToPath(new URL('..', import.meta.url));
const data = resolve(top, process.env.PULSE_DATA ?? '.pulse');
const bold = (text) => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[22m` : text);

/** An error whose message is all that a person needs to read. */
class StartError extends Error {}

function readApiPort() {
  const port = Number(process.env.PULSE_PORT ?? DEFAULT_API_PORT);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new StartError(`PULSE_PORT=${process.env.PULSE_PORT} is not a port. Take one from 1024 to 65535.`);
}

/** Answers the port that was taken; rejects with EADDRINUSE and the like. */
async function listen(server, port) {
  server.listen(port, HOST);
  await once(server, 'listening');
  return server.address().port;
}

async function checkFree(port) {
  const probe = createTcpServer();
  try {
    await listen(probe, port);
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new StartError(
      `Port ${port} is taken, maybe by another Pulse. Stop what uses it, or take another port:\n\n  PULSE_PORT=${port + 1} npx -y pnpm@12 start\n`,
    );
  }
  probe.close();
  await once(probe, 'close');
}

/** Resolves with the process and the address of its API; rejects when it ends before it listens. */
async function startApi(port) {
  const cli = fileURLToPath(new URL('../packages/mock-server/dist/cli.js', import.meta.url));
  const args = [cli, '--port', String(port), '--data', data, '--seed', 'quickstart', '--quiet'];
  // In a group of its own: Ctrl-C in a terminal signals the whole group, and the server takes a second signal for haste.
  const child = spawn(process.execPath, args, { cwd: top, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  process.once('exit', () => child.kill());
  const lines = createInterface({ input: child.stdout });
  const ended = new Promise((tell) => {
    child.once('error', (error) => tell(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => tell(`has ended (${signal ?? `code ${code}`})`));
  });
  const url = await Promise.race([
    new Promise((found) => {
      lines.on('line', (line) => {
        const match = /listening on (http\S+)/.exec(line);
        if (match) found(match[1]);
      });
    }),
    ended.then((how) => {
      throw new StartError(`The mock server ${how}.`);
    }),
  ]);
  return { child, url, ended };
}

/** Vite inside a server of ours, since its own one would answer signals in its own way. */
async function startPage(apiUrl) {
  process.env.VITE_PULSE_URL = apiUrl;
  const http = createHttpServer();
  const vite = await createVite({
    root: fileURLToPath(new URL('../examples/quickstart', import.meta.url)),
    appType: 'spa',
    logLevel: 'warn',
    server: { middlewareMode: true, ws: { server: http } },
  });
  http.on('request', vite.middlewares);
  const close = async () => {
    await vite.close();
    http.close();
    http.closeAllConnections();
  };
  for (let port = FIRST_PAGE_PORT; ; port++) {
    try {
      return { url: `http://localhost:${await listen(http, port)}`, close };
    } catch (error) {
      if (error.code === 'EADDRINUSE' && port < FIRST_PAGE_PORT + PAGE_PORTS) continue;
      await close();
      throw error;
    }
  }
}

async function stopApi({ child, ended }) {
  child.kill();
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(force);
}

/** Resolves when somebody wants an end: by a signal, or by ending what started this. */
function stopAsked() {
  return new Promise((stop) => {
    let asked;
    const ask = () => {
      // Whoever asks again will not wait; a package manager passing the same Ctrl-C on is no second one.
      if (asked !== undefined && performance.now() - asked > REPEAT_MS) process.exit(130);
      asked ??= performance.now();
      stop();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, ask);
    const parent = process.ppid;
    setInterval(() => process.ppid === parent || ask(), PARENT_CHECK_MS).unref();
  });
}

async function run() {
  const asked = stopAsked();
  const port = readApiPort();
  await checkFree(port);
  const api = await startApi(port);
  let page;
  try {
    page = await startPage(api.url);
    console.log(`
  ${bold('Pulse is running.')}

  Open         ${bold(page.url)}
  API          ${api.url}
  Reference    ${api.url}/docs
  Dev key      pulse_key_dev
  Data         ${data}

  Stop with Ctrl-C.
`);
    const died = api.ended.then((how) => {
      throw new StartError(`The mock server ${how}, so the page was stopped too.`);
    });
    await Promise.race([asked, died]);
  } finally {
    await Promise.all([stopApi(api), page?.close()]);
  }
}

try {
  await run();
  process.exit(0);
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
}
