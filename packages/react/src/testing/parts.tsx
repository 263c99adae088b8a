import type { ReactElement, Ref } from 'react';
import { Avatar } from '../ui/avatar.js';
import { AvatarGroup } from '../ui/avatar-group.js';
import { Badge } from '../ui/badge.js';
import { Banner } from '../ui/banner.js';
import { Button } from '../ui/button.js';
import { Count } from '../ui/count.js';
import { Dialog } from '../ui/dialog.js';
import { Divider } from '../ui/divider.js';
import { Dot } from '../ui/dot.js';
import { EmptyState } from '../ui/empty-state.js';
import { ErrorState } from '../ui/error-state.js';
import { IconButton } from '../ui/icon-button.js';
import { SendIcon } from '../ui/icons.js';
import { Kbd } from '../ui/kbd.js';
import { Menu } from '../ui/menu.js';
import { MenuItem } from '../ui/menu-item.js';
import { Popover } from '../ui/popover.js';
import { PulseLogo } from '../ui/pulse-logo.js';
import { ScrollArea } from '../ui/scroll-area.js';
import { Skeleton } from '../ui/skeleton.js';
import { Spinner } from '../ui/spinner.js';
import { Switch } from '../ui/switch.js';
import { Tab } from '../ui/tab.js';
import { TabList } from '../ui/tab-list.js';
import { TabPanel } from '../ui/tab-panel.js';
import { Tabs } from '../ui/tabs.js';
import { TextArea } from '../ui/text-area.js';
import { TextField } from '../ui/text-field.js';
import { Toast } from '../ui/toast.js';
import { Tooltip } from '../ui/tooltip.js';

/** What everything takes, whatever it is. */
export interface CommonProps {
  className?: string;
  'data-mine'?: string;
  ref?: Ref<never>;
}

const nothing = () => {};

/** Each part once, by the name of its file. */
export const PARTS: Record<string, (props: CommonProps) => ReactElement> = {
  avatar: (props) => <Avatar name="Ada Lovelace" {...props} />,
  'avatar-group': (props) => (
    <AvatarGroup max={1} {...props}>
      <Avatar name="Ada Lovelace" />
      <Avatar name="Grace Hopper" />
    </AvatarGroup>
  ),
  badge: (props) => <Badge {...props}>New</Badge>,
  banner: (props) => (
    <Banner onDismiss={nothing} {...props}>
      Reconnecting
    </Banner>
  ),
  button: (props) => <Button {...props}>Send</Button>,
  count: (props) => <Count value={3} label="3 unread" {...props} />,
  dialog: (props) => <Dialog open={false} onClose={nothing} title="Sure?" {...props} />,
  divider: (props) => <Divider {...props}>Today</Divider>,
  dot: (props) => <Dot label="Online" {...props} />,
  'empty-state': (props) => <EmptyState title="Nothing yet" {...props} />,
  'error-state': (props) => <ErrorState onRetry={nothing} {...props} />,
  'icon-button': (props) => <IconButton label="Send" icon={<SendIcon />} {...props} />,
  icons: (props) => <SendIcon {...props} />,
  kbd: (props) => <Kbd {...props}>K</Kbd>,
  menu: (props) => (
    <Menu trigger={<Button>More</Button>} {...props}>
      <MenuItem>Edit</MenuItem>
    </Menu>
  ),
  'menu-item': (props) => <MenuItem {...props}>Edit</MenuItem>,
  popover: (props) => <Popover trigger={<Button>Who</Button>} label="Who" {...props} />,
  'pulse-logo': (props) => <PulseLogo {...props} />,
  'scroll-area': (props) => <ScrollArea label="Members" {...props} />,
  skeleton: (props) => <Skeleton width="4rem" {...props} />,
  spinner: (props) => <Spinner {...props} />,
  switch: (props) => <Switch label="Sound" {...props} />,
  tab: (props) => (
    <Tabs defaultValue="a">
      <Tab value="a" {...props} />
    </Tabs>
  ),
  'tab-list': (props) => <TabList label="Views" {...props} />,
  'tab-panel': (props) => (
    <Tabs defaultValue="a">
      <TabPanel value="a" {...props} />
    </Tabs>
  ),
  tabs: (props) => <Tabs {...props} />,
  'text-area': (props) => <TextArea label="About" {...props} />,
  'text-field': (props) => <TextField label="Name" {...props} />,
  toast: (props) => <Toast title="Copied" onDismiss={nothing} {...props} />,
  tooltip: (props) => (
    <Tooltip label="Seen by all" {...props}>
      <Button>14:20</Button>
    </Tooltip>
  ),
};
