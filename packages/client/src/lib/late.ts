type Method = (...args: never[]) => unknown;

/** The names in a text, to compare with those of the methods that they should be. */
export type NamesIn<Text extends string> = Text extends `${infer First} ${infer Rest}` ? First | NamesIn<Rest> : Text;

/** An object of nothing but methods. */
export type Methods<T> = { [Name in keyof T]: Method };

/**
 * The methods of an object, by their `names` with spaces between, that is loaded when the first of them is called. Until it is there calls wait for it, in
 * order; from then on they go straight through. `onFail` is told when it could not be loaded; the next call tries again.
 */
export function late<T extends Methods<T>>(
  names: string,
  load: () => Promise<T>,
  onFail: (error: unknown) => void = () => {},
): T {
  let loaded: T | undefined;
  let loading: Promise<T> | undefined;
  const start = () =>
    load().then(
      (it) => {
        loaded = it;
        return it;
      },
      (error: unknown) => {
        loading = undefined;
        onFail(error);
        throw error;
      },
    );
  const methods = (names.split(' ') as (keyof T)[]).map((name) => {
    const call = (it: T, args: never[]) => it[name](...args);
    const method = (...args: never[]) => {
      if (loaded) return call(loaded, args);
      loading ??= start();
      const done = loading.then((it) => call(it, args));
      // What cannot be loaded is told to `onFail`, also where nobody looks at the answer.
      done.catch(() => {});
      return done;
    };
    return [name, method];
  });
  return Object.fromEntries(methods) as T;
}
