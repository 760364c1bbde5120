/** A bell made of two short tones; a browser lets it sound only after somebody touched the page. */

const TONES = [[0, 880], [0.22, 1175], [0.6, 880], [0.82, 1175]]; // seconds from now, hertz
const TONE_SECONDS = 0.18;
const LOUDNESS = 0.25;

/** @type {AudioContext | null} */
let context = null;

/** Makes the bell ready; to be called from a gesture. */
export function wake() {
  context ??= new AudioContext();
  if (context.state === 'suspended') context.resume().catch(() => {});
}

/** Rings, where it may. */
export function ring() {
  if (context?.state !== 'running') return;
  for (const [after, hertz] of TONES) sound(context, context.currentTime + after, hertz);
}

/** @param {AudioContext} audio @param {number} from @param {number} hertz */
function sound(audio, from, hertz) {
  const [tone, volume] = [audio.createOscillator(), audio.createGain()];
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(LOUDNESS, from);
  volume.gain.exponentialRampToValueAtTime(0.001, from + TONE_SECONDS);
  tone.connect(volume).connect(audio.destination);
  tone.start(from);
  tone.stop(from + TONE_SECONDS);
}
