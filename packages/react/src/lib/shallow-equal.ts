/** Whether two arrays, or two plain objects, have the very same members. */
export function shallowEqual(a: object, b: object): boolean {
  const [these, those] = [Object.entries(a), Object.entries(b)];
  if (Array.isArray(a) !== Array.isArray(b) || these.length !== those.length) return false;
  const others = new Map(those);
  return these.every(([name, value]) => others.has(name) && Object.is(others.get(name), value));
}
