/** Kept of what is invisible: joiners and variation selectors, which emoji and some scripts need. */
const INVISIBLE = /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;
/** The Braille blank is white too, though Unicode calls it a symbol. */
const WHITE = /[\s\p{Cc}\p{Z}\u2800]+/gu;
/** Joiners and selectors that join and select nothing. */
const STRAY =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji}])(?:\u200c|\u200d|\ufe0e|\ufe0f)|(?:\u200c|\u200d)(?![\p{L}\p{M}\p{Extended_Pictographic}])/gu;
/** No script stacks more marks on a letter; piles of them paint over their surroundings. */
const PILES = /(\p{M}{4})\p{M}+/gu;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Makes plain text of what a stranger wrote: one line, without controls, invisible characters and marks of reading
 * direction, of at most `maxChars` UTF-16 units, cut between graphemes. What is left may be empty.
 */
export function toSafeText(text: string, maxChars: number): string {
  const clean = text
    .replace(WHITE, ' ')
    .replace(INVISIBLE, '')
    .replace(STRAY, '')
    .replace(PILES, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
  if (clean.length <= maxChars) return clean;
  let end = 0;
  for (const { index, segment } of graphemes.segment(clean)) {
    if (index + segment.length > maxChars - 1) break;
    end = index + segment.length;
  }
  const cut = clean.slice(0, end).trimEnd();
  return cut === '' ? '' : `${cut}…`;
}
