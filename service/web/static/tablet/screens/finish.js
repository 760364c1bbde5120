export function Finish() {
  return null;
}
