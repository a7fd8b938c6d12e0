// Keeps a screen from sleeping while it is shown, where the browser can.

/** @returns {{hold: () => Promise<boolean>, release: () => void}} hold says whether the screen will stay on */
export function awake() {
  let lock = null;
  let wanted = false;
  async function hold() {
    wanted = true;
    if (!('wakeLock' in navigator) || document.hidden) return 'wakeLock' in navigator;
    try {
      lock = await navigator.wakeLock.request('screen');
      return true;
    } catch {
      return false; // a battery that runs low
    }
  }
  // A page that was away has lost its lock.
  document.addEventListener('visibilitychange', () => wanted && !document.hidden && hold());
  return {
    hold,
    release() {
      wanted = false;
      lock?.release();
      lock = null;
    },
  };
}
