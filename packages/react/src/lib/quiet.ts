type Method = (...args: never[]) => unknown;

/** The same, but a failure of the named methods that nobody waits for is no error of the page: the state tells it. */
export function quiet<Name extends string, Handle extends Record<Name, Method>>(
  handle: Handle,
  names: readonly Name[],
): Handle {
  const calls = names.map((name) => {
    const call: Method = handle[name];
    const quietly: Method = (...args) => {
      const answer = call(...args);
      Promise.resolve(answer).catch(() => {});
      return answer;
    };
    return [name, quietly];
  });
  return { ...handle, ...Object.fromEntries(calls) };
}
