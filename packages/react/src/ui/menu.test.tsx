import { useState } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '../styles/styles.css';
import { settled } from '../testing/settled.js';
import { Button } from './button.js';
import { Menu } from './menu.js';
import { MenuItem } from './menu-item.js';

const chosen = vi.fn();
beforeEach(() => chosen.mockReset());

const show = () =>
  render(
    <>
      <Menu trigger={<Button>More</Button>}>
        <MenuItem onClick={() => chosen('reply')}>Reply</MenuItem>
        <MenuItem disabled>Edit</MenuItem>
        <MenuItem onClick={() => chosen('copy')}>Copy</MenuItem>
        <MenuItem onClick={() => chosen('delete')}>Delete</MenuItem>
      </Menu>
      <Button>After</Button>
    </>,
  );

const OpenedFromOutside = ({ onTold }: { onTold: (open: boolean) => void }) => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Outside</Button>
      <Menu
        trigger={<Button>More</Button>}
        open={open}
        onOpenChange={(next) => {
          onTold(next);
          setOpen(next);
        }}
      >
        <MenuItem>Reply</MenuItem>
      </Menu>
    </>
  );
};

const focused = () => document.activeElement?.textContent;

test('the arrow down opens it on the first item, the arrow up on the last', async () => {
  const screen = await show();
  await userEvent.tab();
  expect(focused()).toBe('More');
  await userEvent.keyboard('{ArrowDown}');
  expect(focused()).toBe('Reply');
  await expect.element(screen.getByRole('button', { name: 'More' })).toHaveAttribute('aria-expanded', 'true');
  await userEvent.keyboard('{Escape}');
  expect(focused()).toBe('More');
  await userEvent.keyboard('{ArrowUp}');
  expect(focused()).toBe('Delete');
});

test('arrows, Home, End and letters walk past what is disabled, and around', async () => {
  await show();
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  const walk = async (key: string) => {
    await userEvent.keyboard(key);
    return focused();
  };
  expect(focused()).toBe('Reply');
  expect(await walk('{ArrowDown}')).toBe('Copy');
  expect(await walk('{ArrowDown}')).toBe('Delete');
  expect(await walk('{ArrowDown}')).toBe('Reply');
  expect(await walk('{ArrowUp}')).toBe('Delete');
  expect(await walk('{Home}')).toBe('Reply');
  expect(await walk('{End}')).toBe('Delete');
  expect(await walk('c')).toBe('Copy');
  expect(await walk('r')).toBe('Reply');
});

test('Enter chooses, closes and gives the focus back', async () => {
  const screen = await show();
  await userEvent.tab();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(chosen.mock.calls).toEqual([['copy']]);
  expect(focused()).toBe('More');
  expect(screen.getByRole('menu').query()).toBeNull();
});

test('Tab closes it and goes on behind the trigger', async () => {
  await show();
  await userEvent.tab();
  await userEvent.keyboard('{ArrowDown}');
  await userEvent.tab();
  expect(focused()).toBe('After');
});

test('a second click on the trigger closes it, as does a click elsewhere', async () => {
  const screen = await show();
  const trigger = screen.getByRole('button', { name: 'More' });
  await trigger.click();
  await expect.element(screen.getByRole('menu', { name: 'More' })).toBeVisible();
  await trigger.click();
  expect(screen.getByRole('menu').query()).toBeNull();
  await trigger.click();
  await screen.getByRole('button', { name: 'After' }).click();
  expect(screen.getByRole('menu').query()).toBeNull();
  await expect.element(trigger).toHaveAttribute('aria-expanded', 'false');
});

test('it is opened and closed from outside, and tells of both', async () => {
  const told = vi.fn();
  const screen = await render(<OpenedFromOutside onTold={told} />);
  await screen.getByRole('button', { name: 'Outside' }).click();
  await vi.waitFor(() => expect(focused()).toBe('Reply'));
  const menu = (await settled(screen.getByRole('menu').element())).getBoundingClientRect();
  const trigger = screen.getByRole('button', { name: 'More' }).element().getBoundingClientRect();
  expect(Math.round(menu.left)).toBe(Math.round(trigger.left));
  expect(menu.top).toBeGreaterThanOrEqual(trigger.bottom);
  await userEvent.keyboard('{Escape}');
  await vi.waitFor(() => expect(told.mock.calls).toEqual([[true], [false]]));
});

test('an item that prevents the default leaves it open', async () => {
  const screen = await render(
    <Menu trigger={<Button>More</Button>}>
      <MenuItem checked={false} onClick={(event) => event.preventDefault()}>
        Sound
      </MenuItem>
    </Menu>,
  );
  await screen.getByRole('button').click();
  await screen.getByRole('menuitemcheckbox', { name: 'Sound' }).click();
  await expect.element(screen.getByRole('menu')).toBeVisible();
});
