import { type Operation, type ROUTES, readRoute } from '@pulse-io/protocol';

type DomainOf<Line> = Line extends `${string}/v1/${infer Domain}/${string}`
  ? Domain
  : Line extends `${string}/v1/${infer Last}`
    ? Last
    : never;
type Domain = DomainOf<(typeof ROUTES)[Operation]>;

const CHAT = {
  name: 'Chat',
  description:
    'Channels and what is said in them. Their members alone see messaging, team and dm channels; a livestream is open ' +
    'to everybody in the project.',
};
const SYSTEM = { name: 'System', description: 'Whether the server is well, and what it can do.' };

/** The reference's chapter for each first part of a path. */
const TAGS: Record<Domain, { name: string; description: string }> = {
  tokens: {
    name: 'Tokens',
    description:
      'A user token lets one user call this API and open its room. Your backend creates them with the secret and ' +
      'hands them to its users.',
  },
  feeds: {
    name: 'Feeds',
    description:
      'A feed, named `group:id`, is a list of activities. A feed that follows others shows theirs too: ' +
      '`timeline:alice` follows `user:bob`.',
  },
  channels: CHAT,
  search: CHAT,
  presence: {
    name: 'Presence',
    description: 'Who is online, away or busy, and who is typing. An open socket keeps its user online.',
  },
  uploads: {
    name: 'Uploads',
    description:
      'Files for messages and posts. What is uploaded is read by its address alone: whoever has the address has the file.',
  },
  health: SYSTEM,
  'openapi.json': SYSTEM,
};

const domainOf = (operation: Operation): Domain => {
  const domain = readRoute(operation).path.split('/')[2];
  if (domain === undefined || !(domain in TAGS)) throw new Error(`${operation} has no chapter in the reference.`);
  return domain as Domain;
};

export const tagOf = (operation: Operation): string => TAGS[domainOf(operation)].name;
/** In the order in which they are shown. */
export const allTags = (): { name: string; description: string }[] => [...new Set(Object.values(TAGS))];
