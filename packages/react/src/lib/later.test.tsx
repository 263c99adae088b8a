import { StrictMode } from 'react';
import { expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { Later, latePart } from './later.js';

const Greeting = ({ name }: { name: string }) => <p>Hello {name}</p>;
const waiting = <p>Waiting</p>;

it('shows the fallback until the code is there, which is loaded once, and then at once', async () => {
  let arrive = () => {};
  const load = vi.fn(
    () =>
      new Promise<typeof Greeting>((resolve) => {
        arrive = () => resolve(Greeting);
      }),
  );
  const greeting = latePart(load);
  expect(load).not.toHaveBeenCalled();
  const app = (
    <StrictMode>
      <Later of={greeting} name="Ada" fallback={waiting} />
      <Later of={greeting} name="Bob" />
    </StrictMode>
  );
  const screen = await render(app);
  await expect.element(screen.getByText('Waiting')).toBeVisible();
  arrive();
  await expect.element(screen.getByText('Hello Ada')).toBeVisible();
  await expect.element(screen.getByText('Hello Bob')).toBeVisible();
  expect(screen.container.textContent).not.toContain('Waiting');
  expect(load).toHaveBeenCalledOnce();

  const later = await render(<Later of={greeting} name="Cleo" />);
  expect(later.container.textContent).toContain('Hello Cleo');
});

it('keeps the fallback where it cannot be loaded, and tries again when it is shown again', async () => {
  const load = vi.fn(() => Promise.resolve(Greeting)).mockRejectedValueOnce(new TypeError('Failed to fetch'));
  const greeting = latePart<{ name: string }>(load);
  const first = await render(<Later of={greeting} name="Ada" fallback={waiting} />);
  await greeting.load();
  expect(first.container.textContent).toBe('Waiting');
  await first.unmount();
  const again = await render(<Later of={greeting} name="Ada" fallback={waiting} />);
  await expect.element(again.getByText('Hello Ada')).toBeVisible();
});

it('minds nothing of being gone when the code comes', async () => {
  const greeting = latePart<{ name: string }>(() => Promise.resolve(Greeting));
  const screen = await render(<Later of={greeting} name="Ada" />);
  await screen.unmount();
  await greeting.load();
  expect(screen.container.textContent).toBe('');
});
