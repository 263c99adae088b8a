import type { MediaType, OpenApiDocument, OperationObject } from '../openapi/document.js';
import { type Html, html } from './html.js';

const JSON_TOKENS = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null|-?\d+(?:\.\d+)?)\b/g;

/** JSON with its parts marked for colour. */
export function highlightJson(value: unknown): Html {
  const text = JSON.stringify(value, null, 2);
  const pieces: (Html | string)[] = [];
  let end = 0;
  for (const match of text.matchAll(JSON_TOKENS)) {
    const [whole, string, colon] = match;
    pieces.push(text.slice(end, match.index));
    if (string === undefined) pieces.push(html`<span class="lit">${whole}</span>`);
    else if (colon === undefined) pieces.push(html`<span class="str">${string}</span>`);
    else pieces.push(html`<span class="key">${string}</span>`, colon);
    end = match.index + whole.length;
  }
  return html`${pieces}${text.slice(end)}`;
}

const CREDENTIALS: Readonly<Record<string, string>> = {
  ApiKey: 'X-Pulse-Key: $PULSE_KEY',
  ApiSecret: 'X-Pulse-Secret: $PULSE_SECRET',
  UserToken: 'Authorization: Bearer $TOKEN',
};

const quoteForShell = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** Where the API is; null when the document names no host, being served by the API itself. */
export function baseUrlOf(document: OpenApiDocument): string | null {
  const url = document.servers[0]?.url ?? '';
  return /^https?:/.test(url) ? url.replace(/\/$/, '') : null;
}

export interface Call {
  method: string;
  path: string;
  operation: OperationObject;
}

/** The call as a curl command, with credentials from the environment. */
export function curlOf({ method, path, operation }: Call, document: OpenApiDocument): string {
  const parameters = operation.parameters.filter((one) => 'in' in one);
  const exampleOf = (name: string) => String(parameters.find((one) => one.name === name)?.example ?? name);
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURI(exampleOf(name)));
  const query = parameters
    .filter((one) => one.in === 'query' && one.required)
    .map((one) => `${one.name}=${encodeURI(exampleOf(one.name))}`);
  const target = `${filled}${query.length > 0 ? `?${query.join('&')}` : ''}`;
  const base = baseUrlOf(document);
  const body: MediaType | undefined = operation.requestBody?.content['application/json'];
  const isFile = operation.requestBody !== undefined && body === undefined;
  const lines = [
    `curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} ${base === null ? `"$PULSE_URL${target}"` : quoteForShell(`${base}${target}`)}`,
    ...Object.keys(operation.security[0] ?? {}).map((scheme) => `-H "${CREDENTIALS[scheme] ?? scheme}"`),
    ...(isFile ? [`-H 'Content-Type: image/png'`, `--data-binary '@cat.png'`] : []),
    ...(body === undefined
      ? []
      : [
          `-H 'Content-Type: application/json'`,
          `-d ${quoteForShell(JSON.stringify(body.example, null, 2).replaceAll('\n', '\n  '))}`,
        ]),
  ];
  return lines.join(' \\\n  ');
}
