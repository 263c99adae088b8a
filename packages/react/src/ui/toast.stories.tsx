import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, within } from 'storybook/test';
import { Row } from '../testing/row.js';
import { Button } from './button.js';
import { Toast } from './toast.js';
import { ToastProvider } from './toast-provider.js';
import { type ToastOptions, useToast } from './use-toast.js';

const meta = {
  title: 'Parts/Toast',
  component: Toast,
  args: { title: 'Link copied', onDismiss: fn() },
  argTypes: { action: { control: false } },
  decorators: [
    (Story) => (
      <div style={{ maxInlineSize: '22rem' }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof Toast>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Playground: Story = {};

export const Tones: Story = {
  render: (args) => (
    <Row column>
      <Toast {...args} />
      <Toast {...args} tone="success" title="Invitation sent" />
      <Toast {...args} tone="warning" title="You are offline">
        Messages go out when you are back.
      </Toast>
      <Toast
        {...args}
        tone="danger"
        title="Could not delete the message"
        action={<Button size="sm">Try again</Button>}
      />
      <Toast {...args} title="Message deleted" action={<Button size="sm">Undo</Button>} />
    </Row>
  ),
};

const Shower = (toast: ToastOptions) => {
  const { show } = useToast();
  return <Button onClick={() => show(toast)}>Show a toast</Button>;
};

export const Shown: Story = {
  parameters: { docs: { disable: true } },
  render: () => (
    <ToastProvider>
      <Shower title="Message deleted" action={{ label: 'Undo', onSelect: fn() }} />
    </ToastProvider>
  ),
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show a toast' }));
    await userEvent.click(canvas.getByRole('button', { name: 'Show a toast' }));
    const region = within(canvas.getByRole('region', { name: 'Notifications' }));
    await expect(await region.findAllByRole('status')).toHaveLength(2);
    await userEvent.click(region.getAllByRole('button', { name: 'Undo' })[0] as HTMLElement);
    await expect(region.getAllByRole('status')).toHaveLength(1);
  },
};
