/** The arithmetic of the small map: a province is flat enough for degrees made square at its middle. */

/**
 * `scale`: metres a pixel shows.
 * @typedef {{longitude: number, latitude: number, scale: number}} View what is in the middle
 * @typedef {{width: number, height: number}} Size in pixels
 * @typedef {[number, number]} Point longitude, latitude
 */

export const METRES_A_DEGREE = 111_195;
const RADIANS = Math.PI / 180;
const [CLOSEST, FARTHEST] = [0.2, 1500]; // metres a pixel
const MARGIN = 36;
const LEAST_METRES = 200; // one place alone is shown with the streets around it

/** @param {View} view @param {Size} size @param {Point} point @returns {[number, number]} pixels from the upper left */
export function onMap({ longitude, latitude, scale }, { width, height }, [lon, lat]) {
  const each = METRES_A_DEGREE / scale;
  return [width / 2 + (lon - longitude) * Math.cos(latitude * RADIANS) * each, height / 2 - (lat - latitude) * each];
}

/** @param {View} view @param {number} right @param {number} down pixels that what is shown moves @returns {View} */
export function moved({ longitude, latitude, scale }, right, down) {
  const each = METRES_A_DEGREE / scale;
  return { longitude: longitude - right / (each * Math.cos(latitude * RADIANS)), latitude: latitude + down / each, scale };
}

/**
 * @param {View} view @param {Size} size @param {number} times more than 1 comes closer
 * @param {[number, number]} [at] the pixel that stays where it is; the middle unless told
 * @returns {View}
 */
export function zoomed(view, { width, height }, times, at = [width / 2, height / 2]) {
  const scale = Math.min(FARTHEST, Math.max(CLOSEST, view.scale / times));
  const [right, down] = [at[0] - width / 2, at[1] - height / 2];
  const held = moved(view, -right, -down); // what lies under `at` comes to the middle, and goes back at the new scale
  return moved({ ...held, scale }, right, down);
}

/** @param {Point[]} points one or more @param {Size} size @returns {View} in which all of them are seen */
export function fitting(points, { width, height }) {
  const [west, east] = bounds(points.map(([lon]) => lon));
  const [south, north] = bounds(points.map(([, lat]) => lat));
  const latitude = (south + north) / 2;
  const across = ((east - west) * METRES_A_DEGREE * Math.cos(latitude * RADIANS)) / Math.max(width - 2 * MARGIN, 1);
  const up = ((north - south) * METRES_A_DEGREE) / Math.max(height - 2 * MARGIN, 1);
  const least = LEAST_METRES / Math.max(Math.min(width, height), 1);
  return { longitude: (west + east) / 2, latitude, scale: Math.min(FARTHEST, Math.max(across, up, least)) };
}

/** @param {number} scale @param {number} [most] pixels @returns {{metres: number, pixels: number}} a round length for the scale bar */
export function barOf(scale, most = 96) {
  const power = 10 ** Math.floor(Math.log10(most * scale));
  const metres = [5, 2, 1].map((times) => times * power).find((length) => length <= most * scale) ?? power;
  return { metres, pixels: metres / scale };
}

/**
 * Names that lie neither over one another nor over a spot: moved up or down a little, or left out.
 * @param {{x: number, y: number, name: string}[]} labels @param {[number, number][]} spots pixels @param {Size} size
 */
export function thinned(labels, spots, { width, height }) {
  /** @type {{left: number, right: number, y: number}[]} */
  const taken = spots.map(([x, y]) => ({ left: x - 8, right: x + 8, y }));
  return labels.flatMap(({ x, y, name }) => {
    const half = name.length * 3.6 + 4;
    const [left, right] = [x - half, x + half];
    const isFree = (at) => !taken.some((other) => left < other.right && other.left < right && Math.abs(other.y - at) < 15);
    const at = [0, -14, 14, -28, 28].map((off) => y + off).find((one) => one > 12 && one < height - 12 && isFree(one));
    if (at === undefined || left < 0 || right > width) return [];
    taken.push({ left, right, y: at });
    return [{ x, y: at, name }];
  });
}

/** @param {number[]} numbers @returns {[number, number]} */
function bounds(numbers) {
  return [Math.min(...numbers), Math.max(...numbers)];
}
