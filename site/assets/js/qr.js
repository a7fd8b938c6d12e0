// A QR code as a picture that stays sharp at any size.
import { correction, generate, mode } from 'lean-qr';

const svg = 'http://www.w3.org/2000/svg';
const quiet = 4; // modules of white around it, as ISO/IEC 18004 asks for

/** @param {string} text   in capitals: such a code needs fewer modules, so each is larger and read from further away */
export function qr(text) {
  const code = generate(text, { modes: [mode.alphaNumeric, mode.ascii], minCorrectionLevel: correction.M });
  const side = code.size + 2 * quiet;
  let path = '';
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (code.get(x, y)) path += `M${x + quiet} ${y + quiet}h1v1h-1z`;
    }
  }
  const image = document.createElementNS(svg, 'svg');
  image.setAttribute('viewBox', `0 0 ${side} ${side}`);
  image.setAttribute('shape-rendering', 'crispEdges');
  const dark = document.createElementNS(svg, 'path');
  dark.setAttribute('d', path);
  image.append(dark);
  return image;
}
