import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fireEvent, userEvent } from 'storybook/test';
import { ThemePlayground } from './theme-playground.js';

const meta = {
  title: 'Theme/Playground',
  component: ThemePlayground,
  parameters: { layout: 'fullscreen', controls: { disable: true } },
  tags: ['!autodocs'],
} satisfies Meta<typeof ThemePlayground>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

export const PrintsWhatWasChanged: Story = {
  tags: ['!dev'],
  play: async ({ canvas, canvasElement }) => {
    const css = () => canvasElement.querySelector('pre')?.textContent;
    await expect(css()).toContain('Nothing to change');
    fireEvent.change(canvas.getByLabelText(/^Brand/), { target: { value: '#7c3aed' } });
    fireEvent.change(canvas.getByRole('slider', { name: 'Corners' }), { target: { value: '1' } });
    await userEvent.type(canvas.getByRole('textbox', { name: 'Any other variables' }), '--pulse-color-focus: red;');
    await expect(css()).toBe(
      ':root {\n  --pulse-color-accent: #7c3aed;\n  --pulse-radius: 1rem;\n  --pulse-color-focus: red;\n}',
    );
    const [light] = canvas.getAllByRole('button', { name: 'Invite' });
    await expect(getComputedStyle(light as Element).backgroundColor).toBe('rgb(124, 58, 237)');
    await expect(getComputedStyle(light as Element).borderRadius).toBe('16px');
    await userEvent.click(canvas.getByRole('button', { name: 'Start over' }));
    await expect(css()).toContain('Nothing to change');
  },
};

/** What is far from the usual look is readable in both themes. */
export const APreset: Story = {
  tags: ['!dev'],
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Ink' }));
  },
};
