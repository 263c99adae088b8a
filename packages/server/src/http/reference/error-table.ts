import { ERRORS, type ErrorCode } from '@pulse-io/protocol';
import { type Html, html } from './html.js';

/** The closed table of codes that a server answers with. */
export function errorTable(): Html {
  const codes = (Object.keys(ERRORS) as ErrorCode[]).filter((code) => ERRORS[code].status > 0);
  return html`<section class="chapter" id="errors" aria-labelledby="errors-title">
  <h2 id="errors-title">Errors</h2>
  <p>Every error is a problem document, <code>application/problem+json</code>. Act on its <code>code</code>; its
  <code>detail</code> tells people what to do. With <code>retryable</code>, the same call may succeed later.</p>
  <div class="scroll" tabindex="0" role="region" aria-labelledby="errors-title"><table>
    <thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Meaning</th><th scope="col">Try again</th></tr></thead>
    <tbody>${codes.map(row)}</tbody>
  </table></div>
</section>`;
}

const row = (code: ErrorCode): Html => {
  const { status, title, retryable } = ERRORS[code];
  return html`<tr id="error-${code}"><th scope="row"><code>${code}</code></th><td>${status}</td><td>${title}</td><td>${retryable ? 'yes' : 'no'}</td></tr>`;
};
