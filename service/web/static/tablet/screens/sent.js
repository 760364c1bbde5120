export function Sent() {
  return null;
}
