/** A picture that a server may answer with. */
export interface Picture {
  /** Its media type. */
  type: string;
  body: string;
}

const AVATAR = 'avatar-';

/** A picture of the seed data by its name, such as `dunes.svg` or `avatar-maya.svg`; null where there is none. */
export async function pictureOf(name: string): Promise<Picture | null> {
  const bare = name.replace(/\.svg$/, '');
  const body = bare.startsWith(AVATAR) ? await drawPerson(bare.slice(AVATAR.length)) : await drawScene(bare);
  return body === null ? null : { type: 'image/svg+xml', body: body.replaceAll(' />', '/>') };
}

async function drawPerson(id: string): Promise<string | null> {
  const [{ drawAvatar }, { LOOKS }] = await Promise.all([import('./avatar.js'), import('./looks.js')]);
  const look = new Map(Object.entries(LOOKS)).get(id);
  return look ? drawAvatar(look) : null;
}

async function drawScene(name: string): Promise<string | null> {
  const { PICTURES } = await import('./pictures.js');
  return new Map(Object.entries(PICTURES)).get(name)?.() ?? null;
}
