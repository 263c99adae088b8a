import type { ConnectionState } from '@pulse-io/client';
import { useEffect, useState } from 'react';
import { useConnection } from '../../provider/use-connection.js';
import { useStrings } from '../../strings/use-strings.js';
import { Banner } from '../../ui/banner.js';
import { Button } from '../../ui/button.js';

/** A connection that is back by then was never worth a word. */
const PATIENCE_MS = 1_500;
const CALM: ReadonlySet<ConnectionState> = new Set(['idle', 'connected', 'closed']);

/** Says that the connection is lost, once it has been for a moment; nothing while all is well. */
export function ConnectionBanner({ className }: { className?: string }) {
  const strings = useStrings();
  const { state, retry } = useConnection();
  const calm = CALM.has(state);
  const [patient, setPatient] = useState(true);
  useEffect(() => {
    setPatient(true);
    if (calm) return;
    const timer = setTimeout(() => setPatient(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [calm]);
  const failed = state === 'failed';
  if (calm || (patient && !failed)) return null;
  const words = { connecting: strings.connecting, failed: strings.connectionFailed }[state as string];
  return (
    <Banner
      {...(className && { className })}
      tone={failed ? 'danger' : state === 'connecting' ? 'neutral' : 'warning'}
      action={
        <Button size="sm" variant="ghost" onClick={retry}>
          {strings.retry}
        </Button>
      }
    >
      {navigator.onLine ? (words ?? strings.reconnecting) : strings.youAreOffline}
    </Banner>
  );
}
