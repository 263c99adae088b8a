import { casesOf } from '../../case.js';
import { expectEqual, expectMatch } from '../../expectations.js';
import { createChannel } from './channel-kit.js';

export const draftCases = casesOf('chat', {
  'a-draft-is-its-authors': [
    'A draft stands in the channel as its author reads it, and in nobody else’s; a later one replaces it.',
    async (world) => {
      const { owner, member, params } = await createChannel(world);
      await member.ok('saveDraft', { params, body: { text: 'first' } });
      const attachments = [{ type: 'image' as const, url: 'https://example.com/a.png' }];
      const saved = await member.ok('saveDraft', { params, body: { text: 'second', attachments } });
      expectMatch(saved, { text: 'second', attachments }, 'the draft');
      const mine = await member.ok('getChannel', { params, query: {} });
      expectEqual(mine.draft, saved, 'the draft in the channel');
      const theirs = await owner.ok('getChannel', { params, query: {} });
      expectEqual(theirs.draft, null, 'the draft in the channel of somebody else');
    },
  ],
  'a-draft-is-forgotten': [
    'An empty draft, or deleting it, forgets it; `removed` is false when there was none.',
    async (world) => {
      const { member, params } = await createChannel(world);
      const draft = async () => (await member.ok('getChannel', { params, query: {} })).draft;
      await member.ok('saveDraft', { params, body: { text: 'x' } });
      await member.ok('saveDraft', { params, body: { text: ' ' } });
      expectEqual(await draft(), null, 'the draft');
      await member.ok('saveDraft', { params, body: { text: 'x' } });
      expectEqual(await member.ok('removeDraft', { params, query: {} }), { removed: true }, 'the answer');
      expectEqual(await draft(), null, 'the draft');
      expectEqual(await member.ok('removeDraft', { params, query: {} }), { removed: false }, 'the second answer');
    },
  ],
});
