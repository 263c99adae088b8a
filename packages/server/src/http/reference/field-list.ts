import type { Field } from './fields.js';
import { type Html, html, prose } from './html.js';

/** So few fields do not need to be folded away. */
const OPEN_FIELDS = 2;

/** In what is sent, what must be there is marked, and limits are shown; in an answer, what may be missing. */
export type Direction = 'sent' | 'answered';

/** Fields under a heading; of several shapes, one is to be taken. */
export function fieldList(title: string, shapes: readonly Field[][], direction: Direction = 'sent'): Html | null {
  if (shapes.every((fields) => fields.length === 0)) return null;
  return html`<h4>${title}</h4>
    ${shapes.map((fields, i) => html`${i === 0 ? null : html`<p class="or">or</p>`}${list(fields, direction, fields.length <= OPEN_FIELDS)}`)}`;
}

const list = (fields: readonly Field[], direction: Direction, open: boolean): Html =>
  html`<ul class="fields">${fields.map((field) => row(field, direction, open))}</ul>`;

function mark(required: boolean, direction: Direction): Html | null {
  if (direction === 'sent') return required ? html` <span class="required">required</span>` : null;
  return required ? null : html` <span class="optional">optional</span>`;
}

function row(field: Field, direction: Direction, open: boolean): Html {
  const { name, type, required, description, values, fields } = field;
  const notes = direction === 'sent' ? field.notes : [];
  return html`<li>
    <p class="name"><code>${name}</code> <span class="type">${type}</span>${mark(required, direction)}</p>
    ${description === '' ? null : html`<p>${prose(description)}</p>`}
    ${values.length === 0 ? null : html`<p class="values">${values.map((value) => html`<code>${value}</code> `)}</p>`}
    ${notes.length === 0 ? null : html`<p class="notes">${notes.map((note, i) => [i === 0 ? '' : ' · ', prose(note)])}</p>`}
    ${fields.length === 0 ? null : nested(field, direction, open)}
  </li>`;
}

const nested = ({ name, fields }: Field, direction: Direction, open: boolean): Html => {
  const summary = html`<summary>${fields.length} ${fields.length === 1 ? 'field' : 'fields'} of <code>${name}</code></summary>`;
  return open
    ? html`<details open>${summary}${list(fields, direction, false)}</details>`
    : html`<details>${summary}${list(fields, direction, false)}</details>`;
};
