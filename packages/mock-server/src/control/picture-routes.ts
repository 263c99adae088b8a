import { ApiError } from '@pulse-io/server';
import { pictureOf } from '../scenarios/pictures/picture-of.js';
import type { ControlRoutes } from './control-call.js';

/** Whether an address is that of a picture: every page may show it, since it says nothing of anybody's data. */
export const isPicture = ({ pathname }: URL): boolean => pathname.startsWith('/__mock/pictures/');

const HOUR_SECONDS = 3_600;

export const pictureRoutes: ControlRoutes = {
  'GET /__mock/pictures/:name': async ({ params: { name = '' } }) => {
    const picture = await pictureOf(name);
    if (!picture) throw new ApiError('not_found', `There is no picture ${name} in the seed data.`);
    const headers = { 'content-type': picture.type, 'cache-control': `public, max-age=${HOUR_SECONDS}` };
    return new Response(picture.body, { headers });
  },
};
