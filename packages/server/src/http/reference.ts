import type { Method, OpenApiDocument } from './openapi/document.js';
import { baseUrlOf, type Call } from './reference/code.js';
import { errorTable } from './reference/error-table.js';
import { type Html, html, paragraphs, prose } from './reference/html.js';
import { type Chapter, chapterId, navigation } from './reference/navigation.js';
import { operationSection } from './reference/operation-section.js';
import { STYLES } from './reference/styles.js';

/** Writes the API reference as one HTML page that loads nothing from anywhere and runs no script. */
export function renderReference(openApi: OpenApiDocument): string {
  const chapters = chaptersOf(openApi);
  const { title, version, description } = openApi.info;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} reference</title>
<style>${STYLES}</style>
</head>
<body>
<a class="skip" href="#start">Skip to the content</a>
<header class="top">
  <a class="brand" href="#start">${MARK}<span>${title}</span></a>
  <span class="version">${version}</span>
  <a class="download" href="/v1/openapi.json">OpenAPI</a>
</header>
${navigation(chapters)}
<main>
  <section class="start" id="start">
    <h1>${title}</h1>
    ${paragraphs(description)}
    ${baseLine(openApi)}
  </section>
  ${chapters.map((chapter) => chapterSection(chapter, openApi))}
  ${errorTable()}
</main>
</body>
</html>
`;
  return page.toString();
}

const MARK = html`<svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true"><defs><linearGradient id="mark" x1="0" y1="0" x2="1" y2="1"><stop stop-color="#0066FF"/><stop offset="1" stop-color="#00A3FF"/></linearGradient></defs><rect width="32" height="32" rx="9" fill="url(#mark)"/><path d="M5.5 17h5l3-8 5 14 3-8h5" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

const baseLine = (openApi: OpenApiDocument): Html => {
  const base = baseUrlOf(openApi);
  return base === null
    ? html`<p class="base"><code>$PULSE_URL</code> <span>stands for the address of this server.</span></p>`
    : html`<p class="base"><span>Base URL</span> <code>${base}</code></p>`;
};

const chapterSection = (chapter: Chapter, openApi: OpenApiDocument): Html => {
  const id = chapterId(chapter.name);
  return html`<section class="chapter" id="${id}" aria-labelledby="${id}-title">
  <h2 id="${id}-title">${chapter.name}</h2>
  <p>${prose(chapter.description)}</p>
  ${chapter.calls.map((call) => operationSection(call, openApi))}
</section>`;
};

function chaptersOf(openApi: OpenApiDocument): Chapter[] {
  const calls = Object.entries(openApi.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): Call => ({ method: method as Method, path, operation })),
  );
  return openApi.tags.map(({ name, description }) => ({
    name,
    description,
    calls: calls.filter(({ operation }) => operation.tags.includes(name)),
  }));
}
