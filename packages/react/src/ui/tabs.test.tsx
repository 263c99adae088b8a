import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { Tab } from './tab.js';
import { TabList } from './tab-list.js';
import { TabPanel } from './tab-panel.js';
import { Tabs } from './tabs.js';

const told = vi.fn();

const show = (direction = 'ltr') => {
  told.mockReset();
  return render(
    <Tabs defaultValue="all" onValueChange={told} dir={direction}>
      <TabList label="Inbox">
        <Tab value="all">All</Tab>
        <Tab value="mentions">Mentions</Tab>
        <Tab value="archive" disabled>
          Archive
        </Tab>
        <Tab value="threads">Threads</Tab>
      </TabList>
      <TabPanel value="all">Everything</TabPanel>
      <TabPanel value="mentions">You</TabPanel>
      <TabPanel value="threads">Followed</TabPanel>
    </Tabs>,
  );
};

const focused = () => document.activeElement?.textContent;

test('arrows, Home and End choose, past what is disabled and around', async () => {
  const screen = await show();
  await userEvent.tab();
  expect(focused()).toBe('All');
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(screen.getByRole('tabpanel', { name: 'Mentions' })).toHaveTextContent('You');
  await userEvent.keyboard('{ArrowRight}');
  expect(focused()).toBe('Threads');
  await userEvent.keyboard('{ArrowRight}');
  expect(focused()).toBe('All');
  await userEvent.keyboard('{End}{Home}');
  expect(told.mock.calls.flat()).toEqual(['mentions', 'threads', 'all', 'threads', 'all']);
});

test('arrows go the way that is read', async () => {
  await show('rtl');
  await userEvent.tab();
  await userEvent.keyboard('{ArrowLeft}');
  expect(focused()).toBe('Mentions');
});

test('Tab goes from the chosen tab to its panel, and back to the same tab', async () => {
  const screen = await show();
  await screen.getByRole('tab', { name: 'Threads' }).click();
  await userEvent.tab();
  expect(document.activeElement).toBe(screen.getByRole('tabpanel').element());
  await userEvent.tab({ shift: true });
  expect(focused()).toBe('Threads');
});

test('a part outside of Tabs says where it belongs', async () => {
  const complain = vi.spyOn(console, 'error').mockImplementation(() => {});
  await expect(render(<Tab value="a">Alone</Tab>)).rejects.toThrow('<Tab> stands outside of <Tabs>');
  complain.mockRestore();
});
