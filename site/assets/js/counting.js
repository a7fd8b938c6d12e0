// The live count: told by the service over an event stream, which it closes every 20 seconds because hosts cut streams;
// asked for now and then where a stream does not come through.
import { ask } from './session.js';

const openWithin = 6000; // a host that holds back a stream has had its chance
const askEvery = 4000;
const streamAgain = 60000;

/**
 * @param {string} code   a printed code   @param {(figures: object) => void} told   @param {() => void} refused   the session has ended
 * @returns {() => void} stops it
 */
export function follow(code, told, refused) {
  const query = `code=${encodeURIComponent(code)}`;
  let stream;
  let timer;
  let stopped = false;

  const later = (act, milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  };
  function listen() {
    stream = new EventSource(`/api/v1/live/events?${query}&lang=${document.body.dataset.fzLang}`);
    later(instead, openWithin);
    stream.onopen = () => clearTimeout(timer);
    stream.onerror = () => later(instead, stream.readyState === EventSource.CLOSED ? 0 : openWithin); // else it comes back by itself
    stream.addEventListener('count', (event) => told(JSON.parse(event.data)));
  }
  /** Asks until it is time to try a stream again. */
  function instead(tries = Math.ceil(streamAgain / askEvery)) {
    stream.close();
    if (stopped) return;
    ask(`/api/v1/live/count?${query}`).then(({ status, data }) => {
      if (stopped) return;
      if (status === 401 || status === 403) return refused();
      if (status === 200) told(data);
      later(() => (tries > 0 ? instead(tries - 1) : listen()), askEvery);
    });
  }
  listen();
  return () => {
    stopped = true;
    clearTimeout(timer);
    stream.close();
  };
}
