import type { Services } from '../services.js';
import type { HintMessage } from './topics.js';

/** Publishes what is committed already. A bus that fails is logged: the database has the truth, and the caller its answer. */
export function hint({ bus, logger }: Pick<Services, 'bus' | 'logger'>, topic: string, message: HintMessage): void {
  try {
    bus.publish(topic, message);
  } catch (error) {
    logger.error('a hint could not be published', { topic, error: String(error) });
  }
}
