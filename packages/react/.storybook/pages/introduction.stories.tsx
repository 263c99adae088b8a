import type { Meta, StoryObj } from '@storybook/react-vite';
import { IntroductionPage } from './introduction-page.js';

const meta = {
  title: 'Introduction',
  component: IntroductionPage,
  parameters: { layout: 'fullscreen', controls: { disable: true } },
  tags: ['!autodocs'],
} satisfies Meta<typeof IntroductionPage>;

export default meta;

export const Introduction: StoryObj<typeof meta> = {};
