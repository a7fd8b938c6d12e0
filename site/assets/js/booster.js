// The way back to the quiz on day 30 and day 90: links behind whose # stand the talk's code, the round, its day and the token, and a
// calendar file with them. Nobody but this phone knows that they belong together.

const day = 24 * 60 * 60 * 1000;

/** @returns {string} 20261224, by the phone's calendar */
export const dateOf = (time) => {
  const at = new Date(time);
  return `${at.getFullYear()}${String(at.getMonth() + 1).padStart(2, '0')}${String(at.getDate()).padStart(2, '0')}`;
};

/** @returns {{round: 'day30'|'day90', due: string, hash: string}[]} */
export function boosters(code, token, now = Date.now()) {
  return [30, 90].map((days) => {
    const due = dateOf(now + days * day);
    return { round: `day${days}`, due, hash: `#${code}.day${days}.${due}.${token}` };
  });
}

/** Reads a link's #. @returns {{code: string, round: string, due: string, token: string}|null} */
export function readBooster(hash) {
  const found = /^#([0-9A-Z]{8})\.(day30|day90)\.(\d{8})\.([\w-]{22})$/.exec(hash);
  return found && { code: found[1], round: found[2], due: found[3], token: found[4] };
}

/** A line of a calendar file, broken after 75 octets (RFC 5545, 3.1). */
function folded(line) {
  const lines = [''];
  let size = 0;
  for (const letter of line) {
    const octets = new TextEncoder().encode(letter).length;
    if (size + octets > 74) {
      lines.push(' ');
      size = 1;
    }
    lines[lines.length - 1] += letter;
    size += octets;
  }
  return lines.join('\r\n');
}

const escaped = (text) => text.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n');

/**
 * @param {{due: string, address: string}[]} events
 * @param {string} title
 * @param {() => string} id   a new one for each event
 */
export function calendar(events, title, id, now = Date.now()) {
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Fangzha//Quiz//EN'];
  for (const { due, address } of events) {
    lines.push('BEGIN:VEVENT', `UID:${id()}`, `DTSTAMP:${stamp}`, `DTSTART;VALUE=DATE:${due}`, `SUMMARY:${escaped(title)}`,
      `DESCRIPTION:${escaped(address)}`, `URL:${address}`, 'BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(title)}`, 'TRIGGER:PT9H', 'END:VALARM', 'END:VEVENT');
  }
  return [...lines, 'END:VCALENDAR', ''].map(folded).join('\r\n');
}
