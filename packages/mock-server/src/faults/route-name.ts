import { type Method, type Operation, ROUTES, readRoute } from '@pulse-io/protocol';
import { ApiError } from '@pulse-io/server';

/**
 * The calls that are meant: an operation (`addActivity`), its method and path as the table of routes has them
 * (`POST /v1/feeds/:feedId/activities`), one address alone (`POST /v1/feeds/user:maya/activities`), or `*` for all.
 */
export type RouteName = Operation | `${Method} /${string}` | '*';

interface Called {
  method: string;
  path: string;
  route: Operation | null;
}

interface KnownRoute {
  operation: Operation;
  /** As `POST /v1/feeds/:feedId/activities`. */
  line: string;
  pattern: RegExp;
}

const KNOWN: readonly KnownRoute[] = (Object.keys(ROUTES) as Operation[]).map((operation) => {
  const { method, path } = readRoute(operation);
  const pattern = path.replaceAll(/:\w+/g, '[^/]+');
  return { operation, line: `${method} ${path}`, pattern: new RegExp(`^${method} ${pattern}$`) };
});

/** The operation that a call is for; of several that fit the one with the fewest parameters. */
export function findOperation(method: string, path: string): Operation | null {
  const call = `${method} ${path}`;
  const fitting = KNOWN.filter(({ pattern }) => pattern.test(call));
  const parameters = ({ line }: KnownRoute) => line.split(':').length;
  return fitting.sort((a, b) => parameters(a) - parameters(b))[0]?.operation ?? null;
}

/** The path of a call as the table of routes has it: decoded, without its query, by its one name of two. */
export function plainPath(path: string): string {
  const bare = path.replace(/[?#].*$/s, '').replace(/^\/api(?=\/v1\/)/, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}

/** Tells whether a call is meant by a name. Throws `invalid_request` with the known names for one that nobody knows. */
export function readRouteName(name: RouteName): (call: Called) => boolean {
  if (name === '*') return () => true;
  const known = KNOWN.find(({ operation, line }) => operation === name || line === name);
  if (known) return ({ route }) => route === known.operation;
  const [, method = '', path = ''] = /^([A-Z]+) (\/\S+)$/.exec(name) ?? [];
  const wanted = plainPath(path);
  if (path && findOperation(method, wanted)) {
    return (call) => call.method === method && plainPath(call.path) === wanted;
  }
  const names = KNOWN.map(({ operation, line }) => `${operation} (${line})`).join(', ');
  throw new ApiError('invalid_request', `There is no route ${name}. Known are: *, ${names}.`, { param: 'route' });
}
