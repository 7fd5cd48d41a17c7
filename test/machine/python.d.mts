/** A Python that can import FastAPI and uvicorn, or nothing. */
export function findPython(): string | undefined;
