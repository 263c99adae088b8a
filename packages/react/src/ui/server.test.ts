import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import * as pulse from '../index.js';
import { PARTS } from '../testing/parts.js';

describe('on a server', () => {
  test('there is neither window nor document', () => {
    expect(typeof window).toBe('undefined');
    expect(typeof document).toBe('undefined');
  });

  test.each(Object.entries(PARTS))('%s renders', (_name, part) => {
    expect(renderToString(part({}))).toMatch(/^<[a-z]/);
  });

  test('a place for toasts renders what is in it', () => {
    expect(renderToString(createElement(pulse.ToastProvider, null, 'Hello'))).toContain('Hello');
  });
});
