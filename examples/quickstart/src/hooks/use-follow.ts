import type { Feed, PulseConnection } from '@pulse-io/client';
import { useEffect, useState } from 'react';
import { useConnection } from './use-connection.js';

const MOST_FOLLOWS = 100;

/** Whether one feed follows another, live, and a function that changes it; undefined until it is known. */
export function useFollow(feed: Feed, target: string, connection: PulseConnection) {
  const [follows, setFollows] = useState<boolean>();
  const [error, setError] = useState<Error>();
  const connected = useConnection(connection) === 'connected';

  useEffect(() => {
    if (!connected) return;
    const read = async () => {
      const { data } = await feed.following({ limit: MOST_FOLLOWS });
      setFollows(data.some((follow) => follow.target === target));
    };
    const ends = [
      feed.on('follow.created', (follow) => follow.target === target && setFollows(true)),
      feed.on('follow.removed', (follow) => follow.target === target && setFollows(false)),
    ];
    read().catch(setError);
    return () => {
      for (const end of ends) end();
    };
  }, [feed, target, connected]);

  const toggle = async () => {
    setFollows(!follows);
    setError(undefined);
    try {
      await (follows ? feed.unfollow(target) : feed.follow(target));
    } catch (cause) {
      setFollows(follows);
      setError(cause as Error);
    }
  };
  return { follows, error, toggle };
}
