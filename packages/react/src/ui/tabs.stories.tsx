import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent } from 'storybook/test';
import { Count } from './count.js';
import { Tab } from './tab.js';
import { TabList } from './tab-list.js';
import { TabPanel } from './tab-panel.js';
import { Tabs } from './tabs.js';

const meta = {
  title: 'Parts/Tabs',
  component: Tabs,
  subcomponents: { TabList, Tab, TabPanel },
  args: {
    defaultValue: 'all',
    children: (
      <>
        <TabList label="Notifications">
          <Tab value="all">All</Tab>
          <Tab value="mentions">
            Mentions <Count value={3} />
          </Tab>
          <Tab value="threads">Threads</Tab>
          <Tab value="archive" disabled>
            Archive
          </Tab>
        </TabList>
        <TabPanel value="all">Everything that has happened.</TabPanel>
        <TabPanel value="mentions">Where somebody means you.</TabPanel>
        <TabPanel value="threads">Threads that you follow.</TabPanel>
      </>
    ),
  },
  argTypes: { children: { control: false } },
} satisfies Meta<typeof Tabs>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

export const ByClick: Story = {
  parameters: { docs: { disable: true } },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('tab', { name: 'Threads' }));
    await expect(canvas.getByRole('tabpanel', { name: 'Threads' })).toHaveTextContent('Threads that you follow.');
  },
};
