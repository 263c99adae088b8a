import type { ScenarioData } from './file-data.js';
import { users } from './parts/users.js';
import type { Lane, Part } from './scenario.js';

/** The parts that plain data stands for. */
export function dataParts({ users: people = [], ...data }: ScenarioData): Part[] {
  return [...(people.length > 0 ? [users(...people)] : []), channelsOf(data), activitiesOf(data), followsOf(data)];
}

const channelsOf = ({ channels = [], messages = [] }: ScenarioData): Part => ({
  plan: (context) =>
    channels.map(({ id, ...channel }): Lane => {
      const said = messages.filter(({ channelId }) => channelId === id);
      const isDm = channel.type === 'dm';
      return {
        stage: 'write',
        calls: 1 + said.length,
        async run(seeder) {
          const standing = await seeder.createChannel(isDm ? channel : { id, ...channel });
          if (!standing) return;
          for (const [at, { channelId, ...message }] of said.entries()) {
            const fixed = context.id(channelId, at + 1, `${message.userId} ${message.text ?? ''}`);
            await seeder.sendMessage(standing.id, { id: fixed, ...message });
          }
        },
      };
    }),
});

const activitiesOf = ({ activities = [] }: ScenarioData): Part => ({
  plan: (context) =>
    activities.map(({ feed, ...activity }, at): Lane => {
      const id = context.id(feed, at + 1, activity.text ?? activity.object);
      const time = new Date(context.now).toISOString();
      return { stage: 'write', calls: 1, run: (seeder) => seeder.addActivity(feed, { id, time, ...activity }) };
    }),
});

const followsOf = ({ follows = [] }: ScenarioData): Part => ({
  plan: () =>
    follows.map(
      ({ source, target }): Lane => ({ stage: 'follow', calls: 1, run: (seeder) => seeder.follow(source, target) }),
    ),
});
