/** Polls as a lesson's plan says. Pages and workers use it, so it touches no document. */

/** @param {{ plan: object, address: string, take: (answer: unknown) => void, note: (text: string) => void }} asked */
export async function pollBy({ plan, address, take, note }) {
  const { by, rounds, every = 0, rooms = [null], overlaps = false } = plan;

  function ask(url, round, cursor) {
    if (by === 'query') url.searchParams.set('cursor', cursor);
    if (by === 'page') url.searchParams.set('page', String(round));
    if (by === 'header') return fetch(url, { headers: { 'x-cursor': cursor } });
    // Past the cache: Chromium holds a second request for the same resource until the first one's response says that it is not stored.
    if (by !== 'body') return fetch(url, overlaps ? { cache: 'no-store' } : {});
    const headers = { 'content-type': 'application/json' };
    return fetch(url, { method: 'POST', headers, body: JSON.stringify({ channel: 'news', cursor }) });
  }

  /** @returns the next cursor. */
  async function poll(room, round, cursor) {
    const url = new URL(address);
    if (room !== null) url.searchParams.set('room', room);
    let next = cursor;
    try {
      const response = await ask(url, round, cursor);
      // The headers are whole where the body breaks off.
      next = response.headers.get('x-next') ?? cursor;
      if (response.status === 200) take(await response.json());
      else note(`status ${response.status}`);
    } catch (error) {
      note(String(error));
    }
    return next;
  }

  async function loop(room) {
    let cursor = 't0';
    const asked = [];
    for (let round = 1; round <= rounds; round++) {
      const began = performance.now();
      const answer = poll(room, round, cursor);
      asked.push(answer);
      if (!overlaps) cursor = await answer;
      // Two at a time and no more, however late a response is on a busy machine.
      else await asked.at(-2);
      const left = every - (performance.now() - began);
      if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    }
    await Promise.all(asked);
  }

  await Promise.all(rooms.map(loop));
}

/** The events in a response, as lessons show them: the elements of its list, or the response itself. */
export function eventsOf(answer) {
  const list = Array.isArray(answer) ? answer : (answer.events ?? [answer]);
  return list.map((one) => ({ type: one.type ?? '', data: JSON.stringify(one), lastEventId: one.id ?? '' }));
}
