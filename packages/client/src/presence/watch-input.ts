import type { Config } from '../config.js';
import type { Clock } from '../lib/clock.js';
import type { TabChannel } from '../tabs/shared-socket.js';
import type { Connection } from '../transport/connection.js';

// Not `scroll`: a list that follows new messages scrolls by itself, and people scroll by the others.
const INPUT = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'touchmove'];
const HEARD = [...INPUT, 'visibilitychange', 'pagehide', 'pageshow'];

// On the way down, so that no handler of the page hides them; and never holding up a scroll.
const LISTEN = { capture: true, passive: true };

/** How often tabs tell each other of input at most, unless the user counts as idle too soon for that. */
const TELL_MS = 1_000;
/** Longest delay that timers take. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** What tabs tell each other: when they last saw input, or that they want to know. */
type InputMessage = { activeAt: number } | { ask: true };

/** What is needed of a window and its document. */
export interface InputPage {
  readonly visible: boolean;
  addEventListener(type: string, listener: (event: { type: string }) => void, options: object): void;
  removeEventListener(type: string, listener: (event: { type: string }) => void, options: object): void;
}

export interface InputWatchOptions {
  readonly page: InputPage;
  /** To the other tabs of the user; undefined where there is no such thing. */
  openChannel(): TabChannel | undefined;
  readonly clock: Clock;
  readonly afterMs: number;
  setIdle(idle: boolean): void;
}

/** Watches until the client is closed. */
export function watchInput({
  connection,
  baseUrl,
  apiKey,
  user,
  ...options
}: Pick<Config, 'baseUrl' | 'apiKey' | 'clock'> &
  Pick<InputWatchOptions, 'afterMs' | 'setIdle'> & { connection: Connection; user: string | undefined }): void {
  if (connection.state === 'closed') return;
  const page: InputPage = {
    get visible() {
      return document.visibilityState === 'visible';
    },
    addEventListener: (...args) => addEventListener(...args),
    removeEventListener: (...args) => removeEventListener(...args),
  };
  // The number is of the messages, which tabs with an older build of the app may not speak.
  const name = `pulse.input.1:${JSON.stringify([baseUrl, apiKey, user])}`;
  const openChannel = () => (globalThis.BroadcastChannel ? new BroadcastChannel(name) : undefined);
  const watch = new InputWatch({ ...options, page, openChannel });
  connection.on('state', (state) => state === 'closed' && watch.stop());
}

/** Tells when there was no input for a while in any tab of the user, and when there is again. */
export class InputWatch {
  readonly #options: InputWatchOptions;
  readonly #startedAt: number;
  readonly #tellMs: number;
  #channel: TabChannel | undefined;
  /** When there was input last, in any tab; undefined while that is not known. */
  #activeAt: number | undefined;
  /** The other tabs do not know of it yet. */
  #untold = false;
  /** Runs while the user is active. */
  #idleTimer: unknown;
  /** Runs while the other tabs are not to be told again. */
  #tellTimer: unknown;

  constructor(options: InputWatchOptions) {
    const { page, clock, afterMs } = options;
    this.#options = options;
    this.#startedAt = clock.now();
    this.#tellMs = Math.min(TELL_MS, afterMs / 4);
    this.#openChannel();
    for (const type of HEARD) page.addEventListener(type, this.#onEvent, LISTEN);
    // A page that opens in sight was opened by somebody. Others may know better how long the user has been gone.
    if (page.visible) this.#act();
    else {
      this.#post({ ask: true });
      this.#settle();
    }
  }

  stop(): void {
    const { page, clock } = this.#options;
    for (const type of HEARD) page.removeEventListener(type, this.#onEvent, LISTEN);
    this.#closeChannel();
    for (const timer of [this.#idleTimer, this.#tellTimer]) clock.clearTimeout(timer);
  }

  readonly #onEvent = ({ type }: { type: string }): void => {
    if (type === 'pageshow') this.#openChannel();
    // A page that comes into sight is looked at; one that goes may never run again.
    if (type === 'pagehide') this.#closeChannel();
    else if (INPUT.includes(type) || this.#options.page.visible) this.#act();
    else this.#tellWhatIsUntold();
  };

  #openChannel(): void {
    if (this.#channel) return;
    this.#channel = this.#options.openChannel();
    this.#channel?.addEventListener('message', ({ data }) => this.#hear(data as InputMessage));
  }

  /** The page may go into the browser's cache, where a message would end it. */
  #closeChannel(): void {
    this.#tellWhatIsUntold();
    this.#channel?.close();
    this.#channel = undefined;
  }

  #act(): void {
    this.#activeAt = this.#options.clock.now();
    this.#untold = true;
    if (!this.#idleTimer) this.#settle();
    if (!this.#tellTimer) this.#tell();
  }

  #tell(): void {
    this.#tellWhatIsUntold();
    this.#tellTimer = this.#options.clock.setTimeout(() => {
      this.#tellTimer = undefined;
      if (this.#untold) this.#tell();
    }, this.#tellMs);
  }

  #tellWhatIsUntold(): void {
    if (this.#untold && this.#activeAt !== undefined) this.#post({ activeAt: this.#activeAt });
    this.#untold = false;
  }

  #hear(message: InputMessage): void {
    if ('ask' in message) {
      if (this.#activeAt !== undefined) this.#post({ activeAt: this.#activeAt });
    } else if (message.activeAt > (this.#activeAt ?? 0)) {
      this.#activeAt = message.activeAt;
      this.#settle();
    }
  }

  /** The timer is not put off with every input: it looks when it is due. */
  #settle(): void {
    const { clock, afterMs, setIdle } = this.#options;
    const now = clock.now();
    // The device's clock may have been set back.
    if (this.#activeAt !== undefined) this.#activeAt = Math.min(this.#activeAt, now);
    const leftMs = (this.#activeAt ?? this.#startedAt) + afterMs - now;
    clock.clearTimeout(this.#idleTimer);
    this.#idleTimer = leftMs > 0 ? clock.setTimeout(() => this.#settle(), Math.min(leftMs, MAX_TIMER_MS)) : undefined;
    setIdle(leftMs <= 0);
  }

  #post(message: InputMessage): void {
    this.#channel?.postMessage(message);
  }
}
