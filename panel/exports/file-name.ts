/** A name for an exported tape: the server's host and the local time, in characters every file system takes. */
export function tapeName(url: string | null, wall: number, extension = '.tape.ndjson'): string {
  const date = new Date(wall);
  const pad = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(pad).join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(pad).join('-');
  return `${hostOf(url)}-${day}T${time}${extension}`;
}

function hostOf(url: string | null): string {
  if (url === null || !URL.canParse(url)) return 'streams';
  return new URL(url).host.replace(/[^\w.-]+/g, '-') || 'streams';
}
