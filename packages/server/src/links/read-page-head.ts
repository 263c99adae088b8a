import { Parser } from 'htmlparser2';

/** Real heads are flat. A parser looks through all open elements at each end tag, so depth must have an end. */
const MAX_DEPTH = 256;

/** What a page says of itself; the first of each name counts. */
export interface PageHead {
  title: string;
  /** Of `base`, as written. */
  base: string | undefined;
  /** `meta` elements by `property` or `name`, in lower case. */
  meta: ReadonlyMap<string, string>;
  /** Addresses of `link` elements by each word of `rel`, as written. */
  links: ReadonlyMap<string, string>;
}

/** Reads a page's metadata, up to its visible part; nothing of the page is run or loaded. */
export function readPageHead(html: string): PageHead {
  const head = { title: '', base: undefined as string | undefined };
  const meta = new Map<string, string>();
  const links = new Map<string, string>();
  const addFirst = (map: Map<string, string>, key: string | undefined, value: string | undefined) => {
    const name = key?.trim().toLowerCase();
    if (name && value?.trim() && !map.has(name)) map.set(name, value.trim());
  };
  let depth = 0;
  let place: 'before' | 'inside' | 'after' = 'before';
  let inSvg = 0;

  const parser = new Parser({
    onopentag(tag, attributes) {
      depth++;
      if (depth > MAX_DEPTH || (tag === 'body' && place === 'after')) parser.pause();
      if (tag === 'svg') inSvg++;
      if (tag === 'title' && place === 'before' && inSvg === 0) place = 'inside';
      if (tag === 'base') head.base ??= attributes.href;
      if (tag === 'meta') {
        addFirst(meta, attributes.property, attributes.content);
        addFirst(meta, attributes.name, attributes.content);
      }
      if (tag === 'link') {
        for (const rel of attributes.rel?.split(/\s+/) ?? []) addFirst(links, rel, attributes.href);
      }
    },
    ontext(text) {
      if (place === 'inside') head.title += text;
    },
    onclosetag(tag) {
      depth--;
      if (tag === 'svg') inSvg--;
      if (tag === 'title' && place === 'inside') place = 'after';
    },
  });
  parser.write(html);
  return { ...head, meta, links };
}
