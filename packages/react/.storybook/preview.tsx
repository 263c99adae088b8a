import type { Preview } from '@storybook/react-vite';
import { themes } from 'storybook/theming';
import '../src/styles/styles.css';
import './preview.css';
import { checkInDark } from '../src/testing/check-in-dark.js';
import { leaveBackend, startBackend } from '../src/testing/story-backend.js';
import { globalTypes, initialGlobals } from './globals.js';
import { Stage } from './stage.js';

const preview: Preview = {
  globalTypes,
  initialGlobals,
  loaders: [
    async ({ id, parameters }) => {
      if (parameters.backend) await startBackend(id, parameters.backend);
    },
  ],
  decorators: [
    (Story, { globals, parameters }) => (
      <Stage
        theme={globals.theme}
        density={globals.density}
        direction={globals.direction}
        locale={globals.locale}
        width={globals.width}
        onLeave={parameters.backend ? leaveBackend : undefined}
        bare={parameters.layout === 'fullscreen'}
      >
        <Story />
      </Stage>
    ),
  ],
  afterEach: checkInDark,
  parameters: {
    a11y: {
      test: 'error',
      options: { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
      config: {
        rules: [
          // A story is a piece of a page.
          { id: 'region', enabled: false },
          { id: 'page-has-heading-one', enabled: false },
          { id: 'landmark-one-main', enabled: false },
        ],
      },
    },
    docs: { theme: matchMedia('(prefers-color-scheme: dark)').matches ? themes.dark : themes.light },
    backgrounds: { disable: true },
    viewport: { disable: true },
    controls: { expanded: true, sort: 'requiredFirst' },
    options: {
      storySort: {
        order: [
          'Introduction',
          'Theme',
          ['Playground', 'Tokens'],
          'Chat',
          ['ChatWindow', 'ChannelList', 'ThreadPanel', 'MessageItem', 'Reactions', 'MessageComposer', 'Markdown'],
          'Presence',
          'Hooks',
          ['usePulse', 'useConnection', 'useIdentity', 'useChannel', 'useChannels', 'useMessages'],
          'Parts',
        ],
      },
    },
  },
  tags: ['autodocs'],
};

export default preview;
