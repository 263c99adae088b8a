import { parseHttpUrl, SERVER_LIMITS } from '@pulse-io/protocol';

/** Links of one text that get previews. */
const MAX_LINKS = 5;
/** With what is trimmed off; longer ones are noise. */
const CANDIDATE_CHARS = 2 * SERVER_LIMITS.urlChars;
const SCHEME = /https?:\/\//gi;
const END = /[\s<>"`{}|^\p{Cc}「」『』【】《》（）。，、！？；：]/gu;
/** A scheme right after one of these belongs to something else, such as `javascript:https://…` or `a@https://…`. */
const GLUE = /[A-Za-z0-9_+\-.:@/\\]/;
/** Ends of sentences and of emphasis, and what cannot be seen, are not of the link that stands before them. */
const TRAILING = /[.,:;!?'*_~…’”»)\]\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
const OPENERS: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/**
 * Finds at most 5 different http(s) links of a text, in their order, as normalised addresses with hosts in punycode.
 * Takes time in proportion to the text, whatever the text is.
 */
export function findLinks(text: string): string[] {
  const links = new Set<string>();
  for (const { at, candidate } of findCandidates(text)) {
    if (candidate.length > CANDIDATE_CHARS || GLUE.test(text.charAt(at - 1))) continue;
    const href = parseHttpUrl(trimEnd(candidate))?.href;
    if (href === undefined || href.length > SERVER_LIMITS.urlChars) continue;
    links.add(href);
    if (links.size === MAX_LINKS) break;
  }
  return [...links];
}

/** What begins with a scheme, up to what ends a link. One expression for both would overflow its stack in a long text. */
function* findCandidates(text: string): Generator<{ at: number; candidate: string }> {
  const [scheme, end] = [new RegExp(SCHEME), new RegExp(END)];
  for (let found = scheme.exec(text); found; found = scheme.exec(text)) {
    end.lastIndex = scheme.lastIndex;
    const endsAt = end.exec(text)?.index ?? text.length;
    yield { at: found.index, candidate: text.slice(found.index, endsAt) };
    scheme.lastIndex = endsAt;
  }
}

/** Takes trailing punctuation off; a closing bracket stays where its opening one is part of the link. */
function trimEnd(link: string): string {
  const surplus: Record<string, number> = {};
  for (const char of link) {
    if (char in OPENERS) surplus[char] = (surplus[char] ?? 0) + 1;
    else if (char === '(') surplus[')'] = (surplus[')'] ?? 0) - 1;
    else if (char === '[') surplus[']'] = (surplus[']'] ?? 0) - 1;
  }
  let end = link.length;
  for (; end > 0; end--) {
    const char = link.charAt(end - 1);
    if (!TRAILING.test(char)) break;
    if (char in OPENERS) {
      if ((surplus[char] ?? 0) <= 0) break;
      surplus[char] = (surplus[char] ?? 0) - 1;
    }
  }
  return link.slice(0, end);
}
