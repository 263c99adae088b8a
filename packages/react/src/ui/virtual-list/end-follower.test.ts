import { describe, expect, it } from 'vitest';
import { EndFollower } from './end-follower.js';

const at = (scrollOffset: number, scrollSize = 1_000, viewportSize = 400) => ({
  ...{ scrollOffset, scrollSize, viewportSize },
});

describe('following the end', () => {
  it('begins as it is told', () => {
    expect(new EndFollower(true).following).toBe(true);
    expect(new EndFollower(false).following).toBe(false);
  });

  it('ends when the reader scrolls back, and begins again at the end', () => {
    const follower = new EndFollower(true);
    expect(follower.move(at(600))).toBe(false);
    expect(follower.move(at(580))).toBe(true);
    expect(follower.following).toBe(false);
    expect(follower.move(at(400))).toBe(false);
    expect(follower.move(at(594))).toBe(true);
    expect(follower.following).toBe(true);
  });

  it('forgives fractions of pixels and a border', () => {
    const follower = new EndFollower(true);
    follower.move(at(600));
    expect(follower.move(at(592.5))).toBe(false);
    expect(follower.following).toBe(true);
  });

  it('goes on while the list grows under the reader', () => {
    const follower = new EndFollower(true);
    follower.move(at(600));
    expect(follower.move(at(600, 1_500))).toBe(false);
    expect(follower.move(at(610, 2_000))).toBe(false);
    expect(follower.following).toBe(true);
  });

  it('goes on when a list that shrinks pushes the reader back', () => {
    const follower = new EndFollower(true);
    follower.move(at(600));
    expect(follower.move(at(300, 900))).toBe(false);
    expect(follower.following).toBe(true);
  });

  it('goes on when the view shrinks, as it does for a keyboard', () => {
    const follower = new EndFollower(true);
    follower.move(at(600));
    expect(follower.move(at(600, 1_000, 200))).toBe(false);
    expect(follower.following).toBe(true);
  });

  it('can be set, and tells whether that was a change', () => {
    const follower = new EndFollower(true);
    expect(follower.set(true)).toBe(false);
    expect(follower.set(false)).toBe(true);
    expect(follower.move(at(100))).toBe(false);
    expect(follower.set(true)).toBe(true);
  });
});
