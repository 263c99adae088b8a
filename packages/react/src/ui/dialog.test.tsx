import { StrictMode, useState } from 'react';
import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '../styles/styles.css';
import { Button } from './button.js';
import { Dialog } from './dialog.js';

const closed = vi.fn();

const Opener = ({ stubborn = false }) => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Open</Button>
      <Button>Beside</Button>
      <Dialog
        open={open}
        onClose={() => {
          closed();
          if (!stubborn) setOpen(false);
        }}
        title="Delete it?"
        description="For everybody."
        footer={
          <form method="dialog">
            <Button>Cancel</Button>
            <Button type="submit">Delete</Button>
          </form>
        }
      />
    </>
  );
};

const open = async (stubborn = false) => {
  closed.mockReset();
  const screen = await render(
    <StrictMode>
      <Opener stubborn={stubborn} />
    </StrictMode>,
  );
  await screen.getByRole('button', { name: 'Open' }).click();
  return screen;
};

const focused = () => document.activeElement?.textContent || document.activeElement?.getAttribute('aria-label');

test('the focus goes in, stays in, and comes back after Escape', async () => {
  const screen = await open();
  await expect
    .element(screen.getByRole('dialog', { name: 'Delete it?' }))
    .toHaveAccessibleDescription('For everybody.');
  expect(focused()).toBe('Cancel');
  const seen = [];
  for (let step = 0; step < 6; step++) {
    await userEvent.tab();
    seen.push(focused());
  }
  expect(seen).toContain('Delete');
  expect(seen).toContain('Close');
  expect(seen).not.toContain('Beside');
  await userEvent.keyboard('{Escape}');
  expect(closed).toHaveBeenCalledOnce();
  expect(focused()).toBe('Open');
});

test('the cross and a form of its own close it', async () => {
  const screen = await open();
  await screen.getByRole('button', { name: 'Close' }).click();
  expect(closed).toHaveBeenCalledOnce();
  await screen.getByRole('button', { name: 'Open' }).click();
  await screen.getByRole('button', { name: 'Delete' }).click();
  await vi.waitFor(() => expect(closed).toHaveBeenCalledTimes(2));
  expect(screen.getByRole('dialog').query()).toBeNull();
});

test('a click beside it closes it; one that began inside does not', async () => {
  const screen = await open();
  const dialog = screen.getByRole('dialog').element();
  const title = screen.getByText('For everybody.').element();
  const fire = (element: Element, type: string) => element.dispatchEvent(new MouseEvent(type, { bubbles: true }));
  fire(title, 'pointerdown');
  fire(dialog, 'click');
  expect(closed).not.toHaveBeenCalled();
  await userEvent.click(document.documentElement, { position: { x: 5, y: 5 }, force: true });
  expect(closed).toHaveBeenCalledOnce();
});

test('whoever does not let it close keeps it open', async () => {
  const screen = await open(true);
  await userEvent.keyboard('{Escape}');
  expect(closed).toHaveBeenCalledOnce();
  await expect.element(screen.getByRole('dialog')).toBeVisible();
});
