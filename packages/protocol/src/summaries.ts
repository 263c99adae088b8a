import type { Operation } from './routes.js';

/** What each operation does, in a sentence for the API reference. Apart from the route tables, which a client carries. */
export const SUMMARIES: Readonly<Record<Operation, string>> = {
  createToken: 'Creates a user token that opens the Pulse API and, with a roomName, its LiveKit room.',
  createDevToken: 'Creates a user token for a bare key; only a server in dev mode answers.',
  validateToken: 'Checks a user token in full.',
  validateTokenAtEdge: 'Checks a user token through the cache.',
  getTokenCacheStats: 'Tells how the token cache fares.',
  invalidateTokenCache: 'Forgets one cached token, or all of the project.',
  revokeToken: 'Revokes one token, or every token that a user was given before now.',

  addActivity: 'Adds an activity to a feed and to every feed that follows it.',
  listActivities: 'Lists the activities of a feed and of the feeds that it follows, newest first.',
  removeActivity: 'Deletes an activity from the feed that it was added to, and so from everywhere.',
  follow: 'Makes a feed follow another; a bare user id means its timeline, a bare target its user feed.',
  unfollow: 'Ends a follow; the activities that came through it leave the feed.',
  listFollowers: 'Lists the feeds that follow this one, newest first; a bare user id means its user feed.',
  listFollowing: 'Lists the feeds that this one follows, newest first; a bare user id means its timeline.',

  setOnline:
    'Makes a user online, away, busy or invisible, and sets its custom status; without a socket it is there for 75 s.',
  setOffline: 'Makes a user offline at once, also with sockets open.',
  setActivity: 'Tells what a user does at the moment; it ends when the user goes offline.',
  setTyping: 'Tells a room that a user starts or stops typing; it ends by itself after 7 seconds.',
  getPresence: "Reads a user's presence.",
  getPresenceBulk: 'Reads the presence of up to 500 users, named in `ids` and parted by commas.',
  postPresenceBulk: 'Reads the presence of up to 500 users, named in the body.',
  getRoomPresence: 'Reads who is in a room: everybody in up to 200 members, a count and a sample of more.',

  createUpload:
    'Keeps a file, such as the attachment of a message: the body is its bytes, and Content-Type must be what they are.',
  getUpload: 'Reads a file, whole or a range of it. No credentials: its address, which cannot be guessed, opens it.',
  removeUpload: 'Deletes a file that the user uploaded; copies in caches may outlive it.',

  getHealth: 'Answers while the server can reach its storage.',
  getOpenApi: 'This API as an OpenAPI 3.1 document.',
};
