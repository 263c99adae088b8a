import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent } from 'storybook/test';
import { TextArea } from './text-area.js';

const meta = {
  title: 'Parts/TextArea',
  component: TextArea,
  args: { label: 'About the channel', placeholder: 'What is talked about here?', maxRows: 5 },
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: '22rem' }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof TextArea>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

export const Grows: Story = {
  parameters: { docs: { disable: true } },
  play: async ({ canvas }) => {
    const area = canvas.getByRole('textbox');
    const height = () => area.getBoundingClientRect().height;
    const atFirst = height();
    await userEvent.type(area, 'one{Enter}two{Enter}three{Enter}four');
    const grown = height();
    await expect(grown).toBeGreaterThan(atFirst);
    await userEvent.type(area, '{Enter}five{Enter}six{Enter}seven');
    const full = height();
    await userEvent.type(area, '{Enter}eight{Enter}nine');
    await expect(height()).toBe(full);
    await userEvent.clear(area);
    await expect(height()).toBe(atFirst);
  },
};

export const Invalid: Story = { args: { defaultValue: 'Buy now!!!', error: 'This looks like spam.' } };

export const Disabled: Story = { args: { disabled: true, defaultValue: 'Nothing to see.' } };
