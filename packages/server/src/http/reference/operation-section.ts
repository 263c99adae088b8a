import { type Caller, ERRORS, type ErrorCode } from '@pulse-io/protocol';
import type { OpenApiDocument, Parameter } from '../openapi/document.js';
import { type Call, curlOf, highlightJson } from './code.js';
import { fieldList } from './field-list.js';
import { fieldOf, shapesOf } from './fields.js';
import { type Html, html, prose } from './html.js';

const CALLERS: Record<Caller, { title: string; how: string }> = {
  server: { title: 'Your backend', how: 'key and secret' },
  user: { title: 'A user', how: 'key and user token' },
  key: { title: 'Anyone with the key', how: 'key alone' },
  anyone: { title: 'Anyone', how: 'no credentials' },
};

/** `addActivity` as `Add activity`. */
export const titleOf = (operationId: string): string => {
  const words = operationId
    .replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace('open api', 'OpenAPI');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const methodBadge = (method: string): Html =>
  html`<span class="method ${method}">${method === 'delete' ? 'del' : method}</span>`;

const isWritten = (parameter: object): parameter is Parameter => 'in' in parameter;

/** All about one call: words on the left, an example on the right. */
export function operationSection(call: Call, document: OpenApiDocument): Html {
  const { method, path, operation } = call;
  const id = operation.operationId;
  const { schemas } = document.components;
  const parameters = operation.parameters
    .map((one) => ('$ref' in one ? document.components.parameters[one.$ref.split('/').at(-1) ?? ''] : one))
    .filter((one): one is Parameter => one !== undefined && isWritten(one) && one.name !== 'X-Request-Id');
  const inPlace = (place: Parameter['in']) =>
    parameters
      .filter((one) => one.in === place)
      .map((one) => ({ ...fieldOf(one.name, one.schema, one.required, schemas), description: one.description }));
  const body = operation.requestBody?.content['application/json'];
  const [status, answer] = Object.entries(operation.responses)[0] ?? [];
  const response = answer !== undefined && 'content' in answer ? answer.content?.['application/json'] : undefined;

  return html`<section class="operation" id="${id}" aria-labelledby="${id}-title">
  <div class="words">
    <h3 id="${id}-title"><a class="anchor" href="#${id}">${titleOf(id)}</a></h3>
    <p class="endpoint">${methodBadge(method)} <code>${pathOf(path)}</code></p>
    <p class="summary">${prose(operation.description)}</p>
    <ul class="callers" aria-label="Who may call">
      ${operation['x-pulse-callers'].map((caller) => html`<li><strong>${CALLERS[caller].title}</strong> ${CALLERS[caller].how}</li>`)}
    </ul>
    ${fieldList('Path', [inPlace('path')])}
    ${fieldList('Query', [inPlace('query')])}
    ${fieldList('Headers', [inPlace('header')])}
    ${body === undefined ? null : fieldList('Body', shapesOf(body.schema, schemas))}
    ${response === undefined ? null : fieldList(`Response ${status}`, shapesOf(response.schema, schemas), 'answered')}
    ${errorCodes(operation['x-pulse-errors'])}
  </div>
  <div class="examples">
    ${example('Request', html`${curlOf(call, document)}`, titleOf(id))}
    ${response === undefined ? null : example(`Response ${status}`, highlightJson(response.example), titleOf(id))}
  </div>
</section>`;
}

const pathOf = (path: string): Html =>
  html`${path.split(/(\{\w+\})/).map((part) => (part.startsWith('{') ? html`<span class="param">${part}</span>` : part))}`;

const example = (title: string, code: Html, of: string): Html =>
  html`<figure><figcaption>${title}</figcaption><pre tabindex="0" role="region" aria-label="${title}: ${of}"><code>${code}</code></pre></figure>`;

const isErrorCode = (code: string): code is ErrorCode => code in ERRORS;

const errorCodes = (codes: readonly string[]): Html =>
  html`<details class="errors"><summary>${codes.length} error codes</summary><ul>
    ${codes
      .filter(isErrorCode)
      .map(
        (code) =>
          html`<li><a href="#error-${code}"><span class="status">${ERRORS[code].status}</span> ${code}</a></li>`,
      )}
  </ul></details>`;
