export function Visit() {
  return null;
}
