import { expect, it } from 'vitest';
import { QuietLogger } from '../testing/fakes.js';
import { Emitter } from './emitter.js';

interface Events {
  said: [word: string];
}

it('calls every listener, also behind one that throws, and reports that one', () => {
  const logger = new QuietLogger();
  const emitter = new Emitter<Events>(logger);
  const heard: string[] = [];
  emitter.on('said', () => {
    throw new Error('mine');
  });
  emitter.on('said', (word) => heard.push(word));
  emitter.emit('said', 'hi');
  expect(heard).toEqual(['hi']);
  expect(logger.lines).toHaveLength(1);
});

it('stops calling a listener that was taken off, and only that one', () => {
  const emitter = new Emitter<Events>(new QuietLogger());
  const heard: string[] = [];
  const listener = (word: string) => void heard.push(word);
  const end = emitter.on('said', listener);
  emitter.on('said', listener);
  end();
  end();
  emitter.emit('said', 'hi');
  expect(heard).toEqual(['hi']);
});
