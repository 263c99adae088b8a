import { describe, expect, test } from 'vitest';
import { feedChannel, PROJECT_CHANNEL, parseChannel, presenceChannel, roomChannel } from './channels.js';

describe('parseChannel', () => {
  test.each([
    ['feed:timeline:alice', { kind: 'feed', id: 'timeline:alice' }],
    ['presence:alice', { kind: 'presence', id: 'alice' }],
    ['room:lobby', { kind: 'room', id: 'lobby' }],
    ['room:team:7', { kind: 'room', id: 'team:7' }],
    ['user:carol@example.com', { kind: 'user', id: 'carol@example.com' }],
    [PROJECT_CHANNEL, { kind: 'project', id: '' }],
  ])('reads %s', (channel, name) => {
    expect(parseChannel(channel)).toEqual(name);
  });

  test.each([
    '',
    ':',
    'lobby',
    'feeds',
    'feed:',
    'room:',
    'Feed:user:alice',
    'constructor:x',
    '__proto__:x',
    'project:x',
  ])('refuses %j', (channel) => {
    expect(parseChannel(channel)).toBeNull();
  });

  test('reads back what the makers of names make', () => {
    expect(parseChannel(feedChannel('user:alice'))).toEqual({ kind: 'feed', id: 'user:alice' });
    expect(parseChannel(roomChannel('lobby'))).toEqual({ kind: 'room', id: 'lobby' });
    expect(parseChannel(presenceChannel('alice'))).toEqual({ kind: 'presence', id: 'alice' });
  });
});
