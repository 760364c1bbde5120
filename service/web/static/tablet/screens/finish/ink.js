/** A signature as strokes on a glass whose width is 1: drawn as sharp as the screen can, and as a picture. */

/** @typedef {{pointer: number, points: [number, number][]}} Stroke */

const RATIO = 0.4; // height of the glass to its width, as css/finish.css has it
const IMAGE_WIDTH = 1200; // pixels
const PEN = 1 / 220; // width of the line
const LEAST = 0.05; // a dot or a slip is no signature

/** @param {Stroke[]} strokes @returns {boolean} */
export function isWritten(strokes) {
  return strokes.reduce((sum, { points }) => sum + lengthOf(points), 0) > LEAST;
}

/** @param {HTMLCanvasElement} canvas @param {Stroke[]} strokes */
export function drawn(canvas, strokes) {
  const width = Math.round(canvas.clientWidth * (devicePixelRatio || 1));
  const height = Math.round(width * RATIO);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  pen.clearRect(0, 0, width, height);
  write(pen, strokes, width);
}

/** @param {Stroke[]} strokes @returns {Promise<Blob>} a PNG on white */
export function imageOf(strokes) {
  const canvas = new OffscreenCanvas(IMAGE_WIDTH, IMAGE_WIDTH * RATIO);
  const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  write(pen, strokes, IMAGE_WIDTH);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} pen @param {Stroke[]} strokes @param {number} width */
function write(pen, strokes, width) {
  Object.assign(pen, { strokeStyle: '#0a2a6b', lineWidth: width * PEN, lineCap: 'round', lineJoin: 'round' });
  for (const { points } of strokes) {
    pen.beginPath();
    const at = points.map(([x, y]) => [x * width, y * width]);
    pen.moveTo(at[0][0], at[0][1]);
    pen.lineTo(at[0][0], at[0][1]); // A stroke of one point is a dot.
    for (let place = 1; place < at.length; place += 1) {
      const [[x, y], [nextX, nextY]] = [at[place], at[place + 1] ?? at[place]];
      pen.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
    }
    pen.stroke();
  }
}

/** @param {[number, number][]} points */
function lengthOf(points) {
  return points.slice(1).reduce((sum, [x, y], place) => sum + Math.hypot(x - points[place][0], y - points[place][1]), 0);
}
