import { afterEach, beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import '../styles/styles.css';
import { checkInDark } from './check-in-dark.js';

const page = document.documentElement;

beforeEach(() => {
  page.dataset.theme = 'light';
});
afterEach(() => {
  delete page.dataset.theme;
});

const check = async (colour: string, parameters = {}) => {
  const { container } = await render(
    <main style={{ background: 'var(--pulse-color-canvas)', color: colour }}>Text on the page</main>,
  );
  await checkInDark({ canvasElement: container, parameters });
};

test('what can be read in the light alone is found', async () => {
  await expect(check('#555')).rejects.toThrow('In dark:\n');
  expect(page.dataset.theme).toBe('light');
});

test('what can be read in both passes', async () => {
  await check('var(--pulse-color-text)');
});

test('stories that are not checked are not checked in the dark', async () => {
  await check('#555', { a11y: { test: 'off' } });
});
