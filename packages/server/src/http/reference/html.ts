const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup that needs no more escaping; made by the `html` tag alone, so that text can never pass for it. */
export class Html {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  static of(parts: readonly string[], values: readonly HtmlValue[]): Html {
    return new Html(parts.map((part, i) => part + (i < values.length ? render(values[i]) : '')).join(''));
  }

  toString(): string {
    return this.#text;
  }
}

export type HtmlValue = Html | string | number | null | undefined | readonly HtmlValue[];

/** Joins markup with values, escaped unless they are markup themselves; lists are joined, null is nothing. */
export const html = (parts: TemplateStringsArray, ...values: HtmlValue[]): Html => Html.of(parts, values);

const isList = (value: HtmlValue): value is readonly HtmlValue[] => Array.isArray(value);

function render(value: HtmlValue): string {
  if (value === null || value === undefined) return '';
  if (isList(value)) return value.map(render).join('');
  return value instanceof Html ? value.toString() : String(value).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? '');
}

/** Text with `code` in backticks. */
export const prose = (text: string): Html =>
  html`${text.split('`').map((part, i) => (i % 2 === 0 ? part : html`<code>${part}</code>`))}`;

/** Paragraphs parted by blank lines. */
export const paragraphs = (text: string): Html =>
  html`${text.split(/\n\s*\n/).map((part) => html`<p>${prose(part)}</p>`)}`;
