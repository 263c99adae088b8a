import { channel, livestream } from '../parts/channel.js';
import { dm } from '../parts/dm.js';
import { feed } from '../parts/feed.js';
import { follows } from '../parts/follows.js';
import { users } from '../parts/users.js';
import { person } from '../people/people.js';
import type { Part } from '../scenario.js';
import { NOTEBOOK } from '../texts/posts/long.js';

/** As long as an identity may be. */
const longest = person('extraordinarily-long-handle.'.repeat(5).slice(0, 128), {
  name: 'Hubert Blaine Wolfeschlegelsteinhausenbergerdorff Sr. of the Very Long Name That Does Not Fit Anywhere',
});
const shortest = person('o', { name: 'Ō' });
const emoji = person('zalgo', { name: '👩🏽‍🚀 Z̴̛̗a̵̟͗l̶̰̈g̸̱̍ö̷́ͅ 🏳️‍🌈' });
const everybody = users('maya', 'leo', 'layla', 'yael', 'kenji', longest, shortest, emoji);

const ONE_WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(6);
/** `.invalid` never resolves: RFC 6761. */
const BROKEN = { type: 'image', url: 'https://pictures.invalid/gone.jpg', title: 'A picture that is gone' } as const;

export const EDGE_CASES: readonly Part[] = [
  everybody,
  channel('edge', {
    name: 'שלום · مرحبا · Hello · こんにちは · 👋 and a name that goes on and on until nobody can read it',
  })
    .members(everybody)
    .say('layla', 'مرحبًا بالجميع! هل يظهر هذا النص من اليمين إلى اليسار؟ وماذا عن الأرقام 123 وكلمة API في الوسط؟')
    .say('yael', 'שלום! גם אני רוצה לבדוק: (סוגריים), "מרכאות" ו־100%.')
    .say('maya', 'Mixed: the word سلام stands in the middle, and שלום too; the dot stays at the end.')
    .say('kenji', 'このメッセージには空白がありません。'.repeat(20))
    .say('leo', ONE_WORD)
    .say('maya', '🎉')
    .say('leo', '👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿🇧🇷🤷🏽‍♀️')
    .say(emoji, 'Z̴̛̗̗̀ä̵̟̗́͗l̶̰̾̈g̸̱̾̍ö̷́ͅ comes, and every line above and below should keep its distance.')
    .say('leo', 'This one is taken back.', { deleted: true })
    .say('maya', 'So is this one.', { deleted: true })
    .say('maya', NOTEBOOK)
    .say('layla', '\n\n  Lines\n\n\n    with room\n\tbetween them\n\n')
    .say('kenji', '<script>alert(1)</script> & <b>not bold</b> &amp; *not italic* `code` [link](javascript:alert(1))')
    .say(longest, 'My name is long, and I do not wish to talk about it.')
    .say(shortest, '?')
    .say('leo', '', { attachments: [BROKEN] })
    .say('leo', 'One that is very wide, one that is very tall, and one whose size nobody knows:', {
      attachments: [{ ...BROKEN, width: 10_000, height: 40 }, { ...BROKEN, width: 40, height: 10_000 }, BROKEN],
    })
    .say('leo', 'Ten files:', {
      attachments: Array.from({ length: 10 }, (_, at) => ({
        ...{ type: 'file' as const, url: `https://files.invalid/${at}`, mimeType: 'application/pdf', size: 10 ** at },
        title: at % 2 ? `report-${at}.pdf` : `${'a-very-long-file-name-'.repeat(6)}${at}.pdf`,
      })),
    }),
  channel('frozen', { name: 'Frozen' })
    .members('maya', 'leo', 'layla')
    .messages(8, { topics: ['design'] })
    .frozen(),
  channel('slow', { name: 'Slow mode' })
    .members('maya', 'leo', 'kenji')
    .messages(8, { topics: ['travel'] })
    .slowMode(60),
  channel('moderated', { name: 'Moderated', type: 'team', blockList: ['spoiler'] })
    .members('maya', 'leo', 'layla', 'kenji', 'yael')
    .moderators('nora')
    .messages(12, { topics: ['football'] })
    .ban('leo', { reason: 'Told the result before the end' })
    .mute('kenji', { reason: 'Cheered too loudly' })
    .ban('yael', { shadow: true }),
  channel('nothing-yet', { name: 'Nothing yet' }).members('maya', 'leo'),
  channel('alone').members('maya').say('maya', 'A channel without a name and with nobody else in it.'),
  channel('unread', { name: 'More unread than fits' })
    .members('maya', 'leo', 'layla')
    .messages(170)
    .unread('maya', 110),
  dm('maya', longest).say(longest, 'Hello Maya!').say('maya', 'Hello … you.'),
  livestream('flood', { name: 'Flood' }).messages(120).reactions(),
  feed('user:layla').posts(6, { languages: ['ar', 'he'] }),
  feed('user:kenji').posts(6, { languages: ['ja', 'zh', 'ko'] }),
  feed('user:maya')
    .post({ text: NOTEBOOK, tags: Array.from({ length: 20 }, (_, at) => `tag-${'x'.repeat(at * 3)}`) })
    .post({ text: ONE_WORD })
    .post({ text: '🎉' })
    .post({ verb: 'like', object: 'note:that-was-never-there' })
    .post({ text: 'A picture that is gone', attachments: [BROKEN] })
    .post({ text: 'From tomorrow', time: '2099-01-01T00:00:00.000Z' }),
  follows('maya', ['layla', 'kenji', 'leo']),
];
