// A backend that uses Pulse: makes a token, posts, and hears who comes and goes. Needs the mock server.
import { PulseClient } from '@pulse-io/client';

const pulse = new PulseClient({
  apiKey: process.env.PULSE_API_KEY ?? 'pulse_key_dev',
  apiSecret: process.env.PULSE_API_SECRET ?? 'pulse_secret_dev',
  baseUrl: process.env.PULSE_URL ?? 'http://localhost:8081',
  region: 'us-east',
});

try {
  const token = await pulse.tokens.create({
    roomName: 'my-room',
    identity: 'user-123',
    permissions: { canPublish: true, canSubscribe: true },
  });
  console.log(`A token for ${token.identity} in ${token.roomName}, good until ${token.expiresAt}. It says:`);
  console.log(claimsOf(token.token));

  const feed = pulse.feeds.get('user:123');
  const activity = await feed.addActivity({ actor: 'user:123', verb: 'post', object: 'Hello world!' });
  console.log(`\nPosted “${activity.object}” to ${activity.feed} as ${activity.id}.`);

  // The first listener opens the socket; what happens before it stands is not heard.
  pulse.presence.on('status_changed', (user, status) => console.log(`${user} is now ${status}`));
  await connected();

  const online = heard('user:123', 'online');
  await pulse.presence.setOnline('user:123');
  await online;
  await pulse.presence.startTyping('room-123', 'user-123');
  const offline = heard('user:123', 'offline');
  await pulse.presence.setOffline('user:123');
  await offline;
} catch (error) {
  console.error([error.message, error.hint].filter(Boolean).join('\n'));
  process.exitCode = 1;
} finally {
  pulse.close();
}

/** The claims of a JWT, for people to read; only the server can tell whether they are true. */
function claimsOf(jwt) {
  return JSON.parse(Buffer.from(jwt.split('.')[1], 'base64url').toString());
}

function connected() {
  return new Promise((resolve, reject) => {
    const check = () => {
      if (pulse.connection.state === 'connected') resolve();
      if (pulse.connection.state === 'failed') reject(pulse.connection.error);
    };
    pulse.connection.on('state', check);
    check();
  });
}

function heard(userId, wanted) {
  return new Promise((resolve) => {
    const stop = pulse.presence.on('status_changed', (user, status) => {
      if (user !== userId || status !== wanted) return;
      stop();
      resolve();
    });
  });
}
