export function NewPlace() {
  return null;
}
