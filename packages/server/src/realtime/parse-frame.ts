import { type ClientFrame, SERVER_LIMITS } from '@pulse-io/protocol';
import { clientFrameSchema } from '@pulse-io/protocol/schemas';
import type { z } from 'zod';
import { ApiError } from '../api-error.js';
import { findRefusal } from '../find-refusal.js';
import { utf8Length } from './utf8.js';

const VERBS: readonly string[] = ['connect', 'refresh', 'sub', 'unsub', 'watch', 'signal', 'pong'];

export type ParsedFrame =
  | { frame: ClientFrame }
  /** `id` is what an answer can refer to; null where the frame has none. */
  | { id: number | null; error: ApiError };

/** Reads what a client sent; all that is not a frame of the protocol is `bad_frame`, naming the field. */
export function parseFrame(data: string | ArrayBuffer | ArrayBufferView): ParsedFrame {
  const bad = (detail: string, param?: string, id: number | null = null) => ({
    id,
    error: new ApiError('bad_frame', detail, param === undefined ? {} : { param }),
  });
  if (typeof data !== 'string') return bad('Frames are text, not binary.');
  if (data.length > SERVER_LIMITS.frameBytes || utf8Length(data) > SERVER_LIMITS.frameBytes) {
    return bad(`A frame has at most ${SERVER_LIMITS.frameBytes} bytes.`);
  }
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return bad('The frame is not JSON.');
  }
  const refusal = findRefusal(json);
  if (refusal) return bad(refusal.detail, refusal.param, idOf(json));
  const parsed = clientFrameSchema.safeParse(json);
  if (parsed.success) return { frame: parsed.data };
  const { param, detail } = explain(json, parsed.error.issues);
  return bad(`${param}: ${detail}`, param, idOf(json));
}

function idOf(json: unknown): number | null {
  const id = json !== null && typeof json === 'object' && 'id' in json ? json.id : null;
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? id : null;
}

/** The first thing that is wrong with the one form of frame that was meant, by its verb. */
function explain(json: unknown, issues: z.core.$ZodIssue[]): { param: string; detail: string } {
  const verbs = json !== null && typeof json === 'object' ? VERBS.filter((verb) => Object.hasOwn(json, verb)) : [];
  const [verb] = verbs;
  if (verb === undefined || verbs.length > 1) {
    return { param: 'frame', detail: `must be an object with exactly one of ${VERBS.join(', ')}` };
  }
  const [union] = issues;
  const forms = union?.code === 'invalid_union' ? union.errors : [issues];
  const meant = forms.find((form) => !form.some((issue) => unknownKeys(issue).includes(verb)));
  const issue = meant?.[0];
  const path = [...(issue?.path ?? []), ...(issue ? unknownKeys(issue).slice(0, 1) : [])];
  return { param: path.join('.') || verb, detail: issue?.message ?? 'is not valid' };
}

const unknownKeys = (issue: z.core.$ZodIssue): string[] => (issue.code === 'unrecognized_keys' ? issue.keys : []);
