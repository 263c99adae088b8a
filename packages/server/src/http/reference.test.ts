import { ERRORS, type ErrorCode, type Operation, ROUTES, readRoute } from '@pulse-io/protocol';
import { SUMMARIES } from '@pulse-io/protocol/schemas';
import { describe, expect, test } from 'vitest';
import type { OpenApiDocument } from './openapi/document.js';
import { createOpenApi } from './openapi.js';
import { renderReference } from './reference.js';

const document = createOpenApi({ title: 'Pulse API', version: '1.2.3', serverUrl: 'https://pulse.test' });
const page = renderReference(document);
const idsOf = (text: string) => [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);

describe('renderReference', () => {
  test.each(Object.keys(ROUTES) as Operation[])('has a section for %s with its path and its summary', (operation) => {
    const { path } = readRoute(operation);
    const section =
      page.slice(page.indexOf(`<section class="operation" id="${operation}"`)).split('</section>')[0] ?? '';
    const text = section.replaceAll(/<[^>]+>/g, '').replaceAll('&#39;', "'");
    expect(text).toContain(path.replaceAll(/:(\w+)/g, '{$1}'));
    expect(text).toContain(SUMMARIES[operation].replaceAll('`', ''));
    expect(text).toContain(`curl`);
  });

  test('explains every code that a server answers with', () => {
    const codes = (Object.keys(ERRORS) as ErrorCode[]).filter((code) => ERRORS[code].status > 0);
    expect(idsOf(page)).toEqual(expect.arrayContaining(codes.map((code) => `error-${code}`)));
  });

  test('has no id twice and no link that leads nowhere', () => {
    const ids = idsOf(page);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  test('runs no script and loads nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|\son\w+=|\ssrc=/i);
    expect(page.replaceAll(/url\(#\w+\)/g, '')).not.toContain('url(');
  });

  test('shows the limits, choices and nested fields of a body', () => {
    const text = page.replaceAll(/<[^>]+>/g, '');
    expect(text).toContain('default 14400 · 60–86400');
    expect(text).toContain('8 fields of permissions');
    expect(text).toContain('map of string');
    expect(text).toContain('time or null');
  });

  test('quotes a body for the shell', () => {
    const quoted = structuredClone(document);
    const body = quoted.paths['/v1/tokens/create']?.post?.requestBody?.content['application/json'];
    if (body !== undefined) body.example = { identity: "it's" };
    expect(renderReference(quoted)).toContain('it&#39;\\&#39;&#39;s');
  });

  test('calls the host that the document names, or one from the environment when it names none', () => {
    expect(page).toContain('curl &#39;https://pulse.test/v1/health&#39;');
    const hostless = renderReference(createOpenApi({ title: 'Pulse', version: '1', serverUrl: '/' }));
    expect(hostless).toContain('curl &quot;$PULSE_URL/v1/health&quot;');
  });

  test('escapes whatever the document says', () => {
    const evil = '"><script>alert(`1`)</script>&\'';
    const hostile = JSON.parse(JSON.stringify(document), (key, value: unknown) =>
      typeof value === 'string' && ['description', 'title', 'version', 'url', 'name'].includes(key) ? evil : value,
    ) as OpenApiDocument;
    const health = hostile.paths['/v1/health']?.get;
    if (health !== undefined) health.operationId = evil as Operation;
    expect(renderReference(hostile)).not.toContain('<script');
  });
});
