// One request at a time from one phone, however many tabs are open: no record is sent twice side by side, and the first answer's cookie
// is there before the second request, so that one phone is not taken for two.

const patience = 12000; // ms to wait for a turn: a frozen tab may hold it

/**
 * Does the work, once, when no other tab is at it; at once where the browser has no locks or refuses them, as some do where storage is
 * blocked, since the service knows a key that it has seen.
 */
export async function inTurn(work) {
  if (!navigator.locks) return work();
  let begun = false;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    return await navigator.locks.request('fz-send', { signal: stop.signal }, () => {
      begun = true;
      clearTimeout(timer);
      return work();
    });
  } catch (error) {
    if (begun) throw error;
    return work();
  } finally {
    clearTimeout(timer);
  }
}
