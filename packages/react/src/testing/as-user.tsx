import type { PulseClientOptions } from '@pulse-io/client';
import { PEOPLE } from '@pulse-io/mock-server/scenarios';
import { type ReactNode, useState } from 'react';
import { PulseProvider } from '../provider/pulse-provider.js';
import { type UserInfo, UsersProvider } from '../users/use-user.js';
import { clientOf } from './story-backend.js';

/** The people of the scenarios, as an app would know its users. */
export const STORY_USERS: Readonly<Record<string, UserInfo>> = Object.fromEntries(
  PEOPLE.map(({ id, name }) => [id, { name, image: `http://localhost:8081/__mock/pictures/avatar-${id}` }]),
);

interface AsUserProps {
  user?: string;
  options?: Partial<PulseClientOptions>;
  children: ReactNode;
}

/** A user's device in a story. */
export function AsUser({ user = 'maya', options, children }: AsUserProps) {
  const [client] = useState(() => clientOf(user, options));
  return (
    <PulseProvider client={client} identity={user} onError={() => {}}>
      <UsersProvider users={STORY_USERS}>{children}</UsersProvider>
    </PulseProvider>
  );
}
