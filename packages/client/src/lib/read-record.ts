/** Reads a JSON object; null for whatever else a text, or something that is none, may hold. */
export function readRecord(text: unknown): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text as string);
    return typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}
