import type { Meta, StoryObj } from '@storybook/react-vite';
import { Tokens as Page } from './tokens.js';

const meta = {
  title: 'Theme/Tokens',
  component: Page,
  parameters: { layout: 'fullscreen', controls: { disable: true } },
  tags: ['!autodocs'],
} satisfies Meta<typeof Page>;

export default meta;

export const Tokens: StoryObj<typeof meta> = {};
