/** Calls Pulse's HTTP API as a project's server and answers the body; anything but success is thrown. */
export async function callPulse({ url, apiKey, apiSecret }, method, path, body) {
  const response = await fetch(new URL(path, url), {
    method,
    headers: { 'content-type': 'application/json', 'x-pulse-key': apiKey, 'x-pulse-secret': apiSecret },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}: ${text}`);
  return JSON.parse(text);
}
