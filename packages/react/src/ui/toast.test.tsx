import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '../styles/styles.css';
import { Button } from './button.js';
import { ToastProvider } from './toast-provider.js';
import { type ToastOptions, useToast } from './use-toast.js';

const Shower = (toast: ToastOptions) => {
  const { show } = useToast();
  return <Button onClick={() => show(toast)}>Show</Button>;
};

const show = async (toast: ToastOptions, clicks = 1) => {
  const screen = await render(
    <ToastProvider>
      <Shower {...toast} />
    </ToastProvider>,
  );
  for (let click = 0; click < clicks; click++) await screen.getByRole('button', { name: 'Show' }).click();
  return screen;
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('it goes by itself, and not while it is hovered', async () => {
  const screen = await show({ title: 'Copied' });
  const toast = screen.getByRole('status');
  await toast.hover();
  vi.advanceTimersByTime(60_000);
  await expect.element(toast).toBeVisible();
  await screen.getByRole('button', { name: 'Show' }).hover();
  vi.advanceTimersByTime(5_900);
  await expect.element(toast).toBeVisible();
  vi.advanceTimersByTime(200);
  await expect.poll(() => toast.query()).toBeNull();
});

test('what says that something failed is read out at once', async () => {
  const screen = await show({ title: 'Not sent', tone: 'danger', durationMs: Number.POSITIVE_INFINITY });
  await expect.element(screen.getByRole('alert')).toHaveTextContent('Not sent');
  vi.advanceTimersByTime(3_600_000);
  await expect.element(screen.getByRole('alert')).toBeVisible();
  await screen.getByRole('button', { name: 'Dismiss' }).click();
  expect(screen.getByRole('alert').query()).toBeNull();
});

test('its action is done once and lets it go', async () => {
  const onSelect = vi.fn();
  const screen = await show({ title: 'Deleted', action: { label: 'Undo', onSelect } });
  await screen.getByRole('button', { name: 'Undo' }).click();
  expect(onSelect).toHaveBeenCalledOnce();
  expect(screen.getByRole('status').query()).toBeNull();
});

test('of many the newest three are shown', async () => {
  const screen = await show({ title: 'Copied' }, 5);
  expect(screen.getByRole('status').elements()).toHaveLength(3);
});

test('it stands above a dialog, where keys reach the page below', async () => {
  const screen = await show({ title: 'Copied' });
  expect(screen.getByRole('region', { name: 'Notifications' }).element().matches(':popover-open')).toBe(true);
  await userEvent.keyboard('{Escape}');
  await expect.element(screen.getByRole('status')).toBeVisible();
});

test('without a provider the hook says what is missing', async () => {
  const complain = vi.spyOn(console, 'error').mockImplementation(() => {});
  await expect(render(<Shower title="Copied" />)).rejects.toThrow('<ToastProvider>');
  complain.mockRestore();
});
