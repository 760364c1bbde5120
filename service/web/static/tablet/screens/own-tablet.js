export function OwnTablet() {
  return null;
}
