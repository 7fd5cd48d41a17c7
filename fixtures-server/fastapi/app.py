"""Two event streams and JSON lines by a server that this project did not write: FastAPI on uvicorn."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timezone

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, StreamingResponse

app = FastAPI()

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>FastAPI streams</title>
<link rel="icon" href="data:,">
<body data-state="running">
<h1>FastAPI streams</h1>
<p>/clock writes the time ten times a second; /split writes one message in two pieces.</p>
<ol id="received"></ol>
<script type="module">
window.received = [];
const query = new URLSearchParams(location.search);
const paths = ['clock', 'split'].filter((path) => [null, path].includes(query.get('only')));
let running = paths.length;
for (const path of paths) {
  const source = new EventSource(`/${path}${location.search}`);
  const got = ({ type, data, lastEventId }) => {
    window.received.push({ type, data, lastEventId, path });
    const item = document.createElement('li');
    item.textContent = `${path}: ${type} ${lastEventId} ${data}`;
    const list = document.getElementById('received');
    list.append(item);
    if (list.children.length > 100) list.firstElementChild.remove();
  };
  for (const type of ['message', 'custom_1', 'custom_2']) source.addEventListener(type, got);
  source.onerror = () => {
    source.close();
    if (--running === 0) document.body.dataset.state = 'done';
  };
}
</script>
"""


async def tick(n: int | None) -> AsyncIterator[str]:
    sent = 0
    while n is None or sent < n:
        yield f"data: {datetime.now(timezone.utc).isoformat()}\n\n"
        sent += 1
        await asyncio.sleep(0.1)


second_half = asyncio.Event()


async def halves(*, waits: bool) -> AsyncIterator[str]:
    yield "event: custom_1\nid: unique_2\ndata: hello\n"
    await (second_half.wait() if waits else asyncio.sleep(0.3))
    yield "event: custom_2\nid: unique_1\ndata: +1\n\n"
    await asyncio.sleep(0.2)


async def lines() -> AsyncIterator[str]:
    for number in range(1, 4):
        yield f'{{"id":{number},"type":"step","text":'
        await asyncio.sleep(0.2)
        yield f'"of {number}"}}\n'
    yield '{"id":4,"type":'


@app.get("/", response_class=HTMLResponse)
async def index() -> str:
    return PAGE


@app.get("/clock")
async def clock(n: int | None = None) -> StreamingResponse:
    """The time, ten times a second; with ?n= only n times."""
    return StreamingResponse(tick(n), media_type="text/event-stream")


@app.get("/split")
async def split(waits: bool = False) -> StreamingResponse:
    """One message over two yields; with ?waits=1 the second comes when /continue is asked for."""
    return StreamingResponse(halves(waits=waits), media_type="text/event-stream")


@app.get("/continue")
async def go_on() -> str:
    """Lets the second half of a message go."""
    second_half.set()
    return "continued"


@app.get("/lines")
async def json_lines() -> StreamingResponse:
    """Three JSON lines, each in two pieces, and one that is cut."""
    return StreamingResponse(lines(), media_type="application/x-ndjson")
