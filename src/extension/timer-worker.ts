/** A clock for the devtools page, whose own timers run once a second: a worker's are not slowed. */
interface Scope {
  onmessage: ((event: MessageEvent<{ id: number; until: number }>) => void) | null;
  postMessage(id: number): void;
}

const scope = globalThis as unknown as Scope;

scope.onmessage = ({ data: { id, until } }) => {
  setTimeout(() => scope.postMessage(id), until - Date.now());
};
