/** Of longer words more letters may be wrong. */
const WRONG = 0.4;

/** The name that somebody meant who wrote another one; null where none is near. */
export function nearestName(written: string, names: readonly string[]): string | null {
  const wanted = written.toLowerCase();
  const byDistance = names.map((name) => ({ name, distance: distanceOf(wanted, name) }));
  const nearest = byDistance.reduce((best, one) => (one.distance < best.distance ? one : best));
  return nearest.distance <= Math.ceil(nearest.name.length * WRONG) ? nearest.name : null;
}

/** Levenshtein's distance: letters to put in, take out or change. */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const [above = 0, diagonal = 0, left = 0] = [row[j + 1], row[j], next[j]];
      next.push(Math.min(above + 1, left + 1, diagonal + (b[j] === letter ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
