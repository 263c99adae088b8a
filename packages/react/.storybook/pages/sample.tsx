import { useState } from 'react';
import {
  Avatar,
  AvatarGroup,
  Badge,
  Banner,
  BellIcon,
  Button,
  Count,
  Divider,
  Dot,
  EditIcon,
  IconButton,
  Menu,
  MenuItem,
  MoreIcon,
  PinIcon,
  PlusIcon,
  SearchIcon,
  Switch,
  Tab,
  TabList,
  TabPanel,
  Tabs,
  TextField,
  Tooltip,
  TrashIcon,
} from '../../src/index.js';
import { PEOPLE } from '../../src/testing/people.js';
import { portrait } from '../../src/testing/portrait.js';
import './sample.css';

const ROWS = [
  { name: 'Ada Lovelace', about: 'Analytical engines', tone: 'success', unread: 3 },
  { name: 'Grace Hopper', about: 'Compilers', tone: 'success', unread: 0 },
  { name: 'Alan Turing', about: 'Out for a run', tone: 'warning', unread: 0 },
  { name: 'Hedy Lamarr', about: 'Do not disturb', tone: 'danger', unread: 12 },
] as const;

const People = () => (
  <ul className="sample-rows">
    {ROWS.map(({ name, about, tone, unread }, index) => (
      <li key={name} className="sample-row">
        <Avatar decorative name={name} image={index % 2 ? portrait(name) : undefined} badge={<Dot tone={tone} />} />
        <span className="sample-words">
          <strong>{name}</strong>
          <span>{about}</span>
        </span>
        {index === 0 && <Badge tone="accent">Owner</Badge>}
        <Count value={unread} label={`${unread} unread`} />
      </li>
    ))}
  </ul>
);

const Settings = () => (
  <div className="sample-form">
    <TextField label="Name" defaultValue="product-launch" hint="Lower-case letters and dashes" />
    <Switch label="Notify me" hint="Mentions come through all the same." defaultChecked />
    <Switch label="Only admins write" />
    <div className="sample-actions">
      <Button>Cancel</Button>
      <Button variant="primary">Save changes</Button>
    </div>
  </div>
);

/** A piece of an app, made of all kinds of parts: what a theme is judged by. */
export function Sample({ label = 'Sample' }: { label?: string }) {
  const [shown, setShown] = useState(true);
  return (
    <section className="pulse sample" aria-label={label}>
      <header className="sample-head">
        <div className="sample-words">
          <strong className="sample-title"># product-launch</strong>
          <span>24 members, 6 online</span>
        </div>
        <AvatarGroup aria-label="Online" size="sm" max={3} total={6}>
          {PEOPLE.slice(0, 3).map((name) => (
            <Avatar key={name} name={name} size="sm" />
          ))}
        </AvatarGroup>
        <Tooltip label="Mute">
          <IconButton label="Mute" size="sm" icon={<BellIcon />} />
        </Tooltip>
        <Menu placement="bottom-end" trigger={<IconButton label="More" size="sm" icon={<MoreIcon />} />}>
          <MenuItem icon={<PinIcon />} shortcut="P">
            Pin
          </MenuItem>
          <MenuItem icon={<EditIcon />}>Rename</MenuItem>
          <Divider />
          <MenuItem icon={<TrashIcon />} tone="danger">
            Leave
          </MenuItem>
        </Menu>
      </header>
      {shown && (
        <Banner tone="accent" onDismiss={() => setShown(false)}>
          3 new messages since 14:20
        </Banner>
      )}
      <Tabs defaultValue="people">
        <TabList label="Channel">
          <Tab value="people">
            People <Count value={24} tone="neutral" />
          </Tab>
          <Tab value="settings">Settings</Tab>
        </TabList>
        <TabPanel value="people">
          <div className="sample-search">
            <TextField label="Find people" hideLabel placeholder="Find people" icon={<SearchIcon />} />
            <Button variant="primary" icon={<PlusIcon />}>
              Invite
            </Button>
          </div>
          <People />
        </TabPanel>
        <TabPanel value="settings">
          <Settings />
        </TabPanel>
      </Tabs>
    </section>
  );
}
