import type { Meta, StoryObj } from '@storybook/react-vite';
import { Icon, type IconProps } from './icon.js';
import * as icons from './icons.js';

const meta = { title: 'Parts/Icons', component: Icon } satisfies Meta<typeof Icon>;

export default meta;
type Story = StoryObj<typeof meta>;

/** 20 by 20, a line of 1.5, in the colour of the text. */
export const All: Story = {
  render: (args: IconProps) => (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(7.5rem, 1fr))', gap: '0.5rem' }}>
      {Object.entries(icons).map(([name, Each]) => (
        <div
          key={name}
          style={{
            display: 'grid',
            justifyItems: 'center',
            gap: '0.5rem',
            padding: '1rem 0.5rem',
            borderRadius: 'var(--pulse-radius-md)',
            boxShadow: 'inset 0 0 0 1px var(--pulse-color-border)',
          }}
        >
          <Each {...args} style={{ fontSize: '1.125rem' }} />
          <code style={{ fontSize: '0.6875rem', color: 'var(--pulse-color-text-muted)' }}>{name}</code>
        </div>
      ))}
    </div>
  ),
};
