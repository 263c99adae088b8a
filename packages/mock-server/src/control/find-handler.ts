import { ApiError } from '@pulse-io/server';
import type { ControlHandler, ControlRoutes } from './control-call.js';

interface Found {
  handle: ControlHandler;
  params: Record<string, string>;
}

/** The handler of a method and path. Throws `not_found` with the known paths, and `method_not_allowed` with `allow` set. */
export function findHandler(routes: ControlRoutes, method: string, path: string, headers: Headers): Found {
  const bare = path.replace(/(?<=.)\/$/, '');
  const fitting = Object.entries(routes).flatMap(([line, handle]) => {
    const [verb = '', pattern = ''] = line.split(' ');
    const params = matchPath(pattern, bare);
    return params ? [{ verb, handle, params }] : [];
  });
  if (fitting.length === 0) {
    const known = [...new Set(Object.keys(routes).map((line) => line.split(' ')[1]))].join(', ');
    throw new ApiError('not_found', `The mock server has no ${path}. It has: ${known}.`);
  }
  const found = fitting.find(({ verb }) => verb === method);
  if (found) return found;
  const allow = fitting.map(({ verb }) => verb).join(', ');
  headers.set('allow', allow);
  throw new ApiError('method_not_allowed', `This path answers ${allow}.`);
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at] as string;
    if (part.startsWith(':')) params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}
