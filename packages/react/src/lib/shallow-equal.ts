/** Whether two arrays, or two plain objects, have the very same members. */
export function shallowEqual(a: object, b: object): boolean {
  if (a === b) return true;
  const [these, those] = [Object.entries(a), b as Record<string, unknown>];
  if (Array.isArray(a) !== Array.isArray(b) || these.length !== Object.keys(b).length) return false;
  return these.every(([name, value]) => Object.hasOwn(b, name) && Object.is(those[name], value));
}
