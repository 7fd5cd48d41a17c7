/** The least an extension can do with a stream's bytes and messages: count them. */
const { tabId } = chrome.devtools.inspectedWindow;
const target = { tabId };

// The benchmark reads this through the panel's window.
const seen = {
  isListening: false,
  reads: 0,
  messages: 0,
  /** When the last read or message was reported, on this document's clock. */
  lastAt: 0,
  isOver: false,
};
/** Requests that are streams. */
const streams = new Set();

function isStream({ type, request }) {
  return type === 'EventSource' || request.headers.accept === 'text/event-stream';
}

function sawBytes() {
  seen.reads++;
  seen.lastAt = performance.now();
}

/** Asks for a stream's bytes; of one that is over before the question is read there is only the whole body. */
async function askForBytes(requestId) {
  try {
    await chrome.debugger.sendCommand(target, 'Network.streamResourceContent', { requestId });
  } catch {
    await chrome.debugger.sendCommand(target, 'Network.getResponseBody', { requestId });
  }
  // Either answer brings what was there already.
  sawBytes();
}

chrome.debugger.onEvent.addListener((source, method, params) => {
  if (source.tabId !== tabId) return;
  switch (method) {
    case 'Network.requestWillBeSent':
      if (!isStream(params)) return;
      streams.add(params.requestId);
      askForBytes(params.requestId);
      return;
    case 'Network.dataReceived':
      if (params.data !== undefined) sawBytes();
      return;
    case 'Network.eventSourceMessageReceived':
      seen.messages++;
      seen.lastAt = performance.now();
      return;
    case 'Network.loadingFinished':
    case 'Network.loadingFailed':
      if (streams.has(params.requestId)) seen.isOver = true;
  }
});

chrome.devtools.panels.create('Floor', '', 'panel.html', (panel) => {
  panel.onShown.addListener(async (window) => {
    if (window.seen) return;
    window.seen = seen;
    window.epoch = performance.timeOrigin;
    await chrome.debugger.attach(target, '1.3');
    await chrome.debugger.sendCommand(target, 'Network.enable');
    seen.isListening = true;
  });
});
