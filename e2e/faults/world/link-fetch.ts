import type { HttpFault, Link } from './link.js';

/** Longer than a call waits for its answer. */
const LATE_MS = 12_000;
const LATE_ANSWER_MS = 3_000;

const CANNED: { [Fault in HttpFault]?: () => Response } = {
  'answer 502 after the act': () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
  'answer 503': () => new Response('', { status: 503, headers: { 'retry-after': '1' } }),
  'answer 429': () =>
    Response.json(
      { code: 'rate_limited', detail: 'slow down', retryable: true },
      { status: 429, headers: { 'retry-after': '2' } },
    ),
  'answer 500 as a page': () =>
    new Response('<html>oops</html>', { status: 500, headers: { 'content-type': 'text/html' } }),
};
/** Faults that keep the call from the server. */
const UNHEARD: ReadonlySet<HttpFault | undefined> = new Set(['answer 503', 'answer 429', 'answer 500 as a page']);

/** The `fetch` of a device. */
export const fetchOf =
  (link: Link): typeof fetch =>
  (input, init = {}) => {
    link.calls++;
    link.askedAt = link.time.now;
    const call = new Promise<Response>((resolve, reject) => {
      const { signal } = init;
      signal?.addEventListener('abort', () => reject(signal.reason));
      const fault = link.httpFaults.shift();
      const fail = () => link.run(() => reject(new TypeError('The network failed.')));
      const answer = (response: Response, text: string) =>
        link.travel(link.latencyMs + (fault === 'answer late' ? LATE_ANSWER_MS : 0), () =>
          link.offline ? fail() : link.receive(text, () => resolve(response)),
        );

      async function act(): Promise<void> {
        const { backend } = link.host;
        if (!backend) return fail();
        const done = link.time.work();
        try {
          const { method = 'GET', headers, body } = init;
          const request = new Request(String(input), { method, headers: headers ?? {}, body: body ?? null });
          const response = await backend.fetch(request);
          const text = await response.text();
          const canned = fault && CANNED[fault];
          if (fault === 'answer lost') link.travel(link.latencyMs, fail);
          else if (fault === 'answer swallowed') return;
          else if (canned) answer(canned(), '');
          else answer(new Response(text, { status: response.status, headers: response.headers }), text);
        } finally {
          done();
        }
      }

      if (link.offline || fault === 'request lost') link.travel(link.latencyMs, fail);
      else if (UNHEARD.has(fault)) answer(CANNED[fault as HttpFault]?.() ?? Response.error(), '');
      else if (fault !== 'request swallowed')
        link.travel(link.latencyMs + (fault === 'request late' ? LATE_MS : 0), () => void act());
    });
    return call.finally(() => link.calls--);
  };
