import { notify } from './notify.js';

/** Asks the mock; null where it refused or was away, which is told. */
export async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer | null> {
  try {
    const response = await fetch(`/__mock${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (response.ok) return response.status === 204 ? ({} as Answer) : ((await response.json()) as Answer);
    const { detail, title } = (await response.json()) as { detail?: string; title?: string };
    notify(detail ?? title ?? `It answered ${response.status}.`, 'bad');
  } catch {
    notify('The mock server does not answer.', 'bad');
  }
  return null;
}

/** Reads in the background: one failure is not worth a word, the stream tells when the server is away. */
export async function read<Answer>(path: string): Promise<Answer | null> {
  try {
    const response = await fetch(`/__mock${path}`);
    return response.ok ? ((await response.json()) as Answer) : null;
  } catch {
    return null;
  }
}
