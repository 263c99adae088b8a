import { createRef, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { PARTS } from '../testing/parts.js';

/** They have no element of their own, or show those of others. */
const NO_PARTS = ['field', 'icon', 'toast-provider', 'tone-icon'];

describe('every part', () => {
  test('is listed', () => {
    const files = Object.keys(import.meta.glob(['./*.tsx', '!./*.stories.tsx', '!./*.test.tsx']));
    const names = files.map((file) => file.slice('./'.length, -'.tsx'.length));
    expect(names.filter((name) => !NO_PARTS.includes(name)).sort()).toEqual(Object.keys(PARTS).sort());
  });

  test.each(Object.entries(PARTS))('%s takes a class, native attributes and a ref', async (_name, part) => {
    const ref = createRef<never>();
    const { container } = await render(part({ className: 'mine', 'data-mine': 'yes', ref }));
    expect(container.querySelector('.mine')).not.toBeNull();
    expect(container.querySelector('[data-mine=yes]')).not.toBeNull();
    expect(ref.current).toBeInstanceOf(Element);
  });

  test.each(Object.entries(PARTS))('%s comes alive without a warning', async (_name, part) => {
    const complain = vi.spyOn(console, 'error');
    const container = document.createElement('div');
    document.body.append(container);
    const html = renderToString(<StrictMode>{part({})}</StrictMode>);
    container.innerHTML = html;
    const root = hydrateRoot(container, <StrictMode>{part({})}</StrictMode>);
    await new Promise((rendered) => requestIdleCallback(rendered));
    expect(complain.mock.calls).toEqual([]);
    root.unmount();
    container.remove();
  });
});
