export function RawTab() {
  return null;
}
