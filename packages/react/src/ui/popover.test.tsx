import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import '../styles/styles.css';
import { settled } from '../testing/settled.js';
import { Button } from './button.js';
import type { Placement } from './placement.js';
import { Popover } from './popover.js';
import { TextField } from './text-field.js';
import { Tooltip } from './tooltip.js';

const focused = () => document.activeElement;

test('it gets the focus, Tab goes into it, Escape closes it and gives the focus back', async () => {
  const screen = await render(
    <Popover trigger={<Button>Who</Button>} label="Who is here">
      <Button>Invite</Button>
    </Popover>,
  );
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  const popover = screen.getByRole('dialog', { name: 'Who is here' });
  expect(focused()).toBe(popover.element());
  await userEvent.tab();
  expect(focused()?.textContent).toBe('Invite');
  await userEvent.keyboard('{Escape}');
  expect(focused()?.textContent).toBe('Who');
  expect(popover.query()).toBeNull();
});

test('what carries data-autofocus gets the focus', async () => {
  const screen = await render(
    <Popover trigger={<Button>Add</Button>} label="Add people">
      <Button>First</Button>
      <TextField label="Search" data-autofocus="" />
    </Popover>,
  );
  await screen.getByRole('button', { name: 'Add' }).click();
  expect(focused()).toBe(screen.getByRole('textbox').element());
});

test('nothing of it is rendered while it is closed', async () => {
  const screen = await render(
    <Popover trigger={<Button>Who</Button>} label="Who">
      <span data-testid="inside">Inside</span>
    </Popover>,
  );
  expect(screen.getByTestId('inside').query()).toBeNull();
  await screen.getByRole('button').click();
  await expect.element(screen.getByTestId('inside')).toBeVisible();
});

test('a tooltip of the trigger and the popover stand at the same trigger', async () => {
  const screen = await render(
    <div style={{ margin: '200px' }}>
      <Popover
        trigger={
          <Tooltip label="Who is here">
            <Button>Who</Button>
          </Tooltip>
        }
        label="Members"
      >
        Members
      </Popover>
    </div>,
  );
  const trigger = screen.getByRole('button').element().getBoundingClientRect();
  await userEvent.tab();
  await expect.element(screen.getByRole('tooltip')).toBeVisible();
  expect(screen.getByRole('tooltip').element().getBoundingClientRect().bottom).toBeLessThanOrEqual(trigger.top);
  await userEvent.keyboard('{Enter}');
  const popover = (await settled(screen.getByRole('dialog').element())).getBoundingClientRect();
  expect(popover.top).toBeGreaterThanOrEqual(trigger.bottom);
  expect(Math.round(popover.left)).toBe(Math.round(trigger.left));
});

const SIDES: [Placement, 'ltr' | 'rtl', 'left' | 'right', 'above' | 'below'][] = [
  ['bottom-start', 'ltr', 'left', 'below'],
  ['bottom-start', 'rtl', 'right', 'below'],
  ['bottom-end', 'ltr', 'right', 'below'],
  ['bottom-end', 'rtl', 'left', 'below'],
  ['top-start', 'ltr', 'left', 'above'],
  ['top-end', 'ltr', 'right', 'above'],
];

test.each(SIDES)('%s in %s lines up %s, %s the trigger', async (placement, direction, edge, side) => {
  const screen = await render(
    <div dir={direction} style={{ margin: '200px', display: 'flex', justifyContent: 'center' }}>
      <Popover trigger={<Button>Who</Button>} label="Who" placement={placement}>
        <div style={{ inlineSize: '12rem', blockSize: '4rem' }} />
      </Popover>
    </div>,
  );
  await screen.getByRole('button').click();
  const box = (await settled(screen.getByRole('dialog').element())).getBoundingClientRect();
  const trigger = screen.getByRole('button').element().getBoundingClientRect();
  expect(Math.round(box[edge])).toBe(Math.round(trigger[edge]));
  if (side === 'below') expect(box.top).toBeGreaterThanOrEqual(trigger.bottom);
  else expect(box.bottom).toBeLessThanOrEqual(trigger.top);
});

test('without room below it stands above', async () => {
  const screen = await render(
    <div style={{ position: 'fixed', insetBlockEnd: 0 }}>
      <Popover trigger={<Button>Who</Button>} label="Who">
        <div style={{ blockSize: '10rem' }} />
      </Popover>
    </div>,
  );
  await screen.getByRole('button').click();
  const popover = (await settled(screen.getByRole('dialog').element())).getBoundingClientRect();
  expect(popover.bottom).toBeLessThanOrEqual(screen.getByRole('button').element().getBoundingClientRect().top);
});
