// The browser is found or installed by test/machine; puppeteer must not try to download one.
module.exports = { skipDownload: true };
