import { createContext, type ReactNode, useContext } from 'react';

/** How a user is shown. Pulse knows ids alone: names and pictures are the app's. */
export interface UserInfo {
  name: string;
  /** The address of a picture. */
  image?: string | undefined;
}

/** Tells how users are shown, by their ids; whom it does not know is shown by the id. */
export type UserDirectory = Readonly<Record<string, UserInfo>> | ((userId: string) => UserInfo | undefined);

const UsersContext = /* @__PURE__ */ createContext<UserDirectory>({});

export interface UsersProviderProps {
  users: UserDirectory;
  children: ReactNode;
}

/** Names and pictures for all components in it. */
export function UsersProvider({ users, children }: UsersProviderProps) {
  return <UsersContext.Provider value={users}>{children}</UsersContext.Provider>;
}

/** A function that tells how a user is shown. */
export function useUsers(): (userId: string) => UserInfo {
  const users = useContext(UsersContext);
  return (userId) => {
    const known =
      typeof users === 'function' ? users(userId) : Object.hasOwn(users, userId) ? users[userId] : undefined;
    return known ?? { name: userId };
  };
}

/** How a user is shown. */
export const useUser = (userId: string): UserInfo => useUsers()(userId);
