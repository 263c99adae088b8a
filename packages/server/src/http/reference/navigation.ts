import type { Call } from './code.js';
import { type Html, html } from './html.js';
import { methodBadge, titleOf } from './operation-section.js';

export interface Chapter {
  name: string;
  description: string;
  calls: Call[];
}

export const chapterId = (name: string): string => `chapter-${name.toLowerCase().replaceAll(/\W+/g, '-')}`;

const links = (chapters: readonly Chapter[]): Html => html`<ul>
  <li><a href="#start">Start here</a></li>
  ${chapters.map(
    ({ name, calls }) => html`<li class="group"><a href="#${chapterId(name)}">${name}</a><ul>
      ${calls.map(
        ({ method, operation }) =>
          html`<li><a href="#${operation.operationId}">${methodBadge(method)} <span>${titleOf(operation.operationId)}</span></a></li>`,
      )}
    </ul></li>`,
  )}
  <li class="group"><a href="#errors">Errors</a></li>
</ul>`;

/** The way to every call: a column beside the page, or folded away above it where there is no room. */
export const navigation = (
  chapters: readonly Chapter[],
): Html => html`<nav class="side" aria-label="Reference">${links(chapters)}</nav>
<details class="menu"><summary>All calls</summary><nav aria-label="Reference, folded">${links(chapters)}</nav></details>`;
