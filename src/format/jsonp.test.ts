import { expect, it } from 'vitest';
import { isJsonp } from './jsonp.ts';

it.each([
  'https://site.test/poll?callback=jQuery19108_1700000000000&_=1700000000001',
  'https://site.test/poll?since=4&cb=app.handlers.onMessage',
  'https://site.test/poll?jsonp=__jsonp1__&message=%5B%5D',
  'https://site.test/poll?jsonpCallback=f',
  'https://site.test/poll?json_callback=f',
  'https://site.test/poll?_callback=angular.callbacks._0',
  'https://site.test/poll?callback=angular.callbacks[3]',
  'https://site.test/echo/042/ab3defgh/jsonp?c=_jp.a1b2c3d',
  'https://site.test/socket.io/?EIO=3&transport=polling&j=0&t=Pf3kQ1z',
])('%s', (url) => {
  expect(isJsonp(url)).toBe(true);
});

it.each([
  'https://site.test/app.js',
  'https://site.test/app.js?v=callback',
  'https://site.test/app.js?cb=1700000000001',
  'https://site.test/app.js?c=_jp.a1b2c3d',
  'https://site.test/app.js?callback=',
  'https://site.test/app.js?callback=a(b)',
  'https://site.test/app.js#?callback=f',
])('not %s', (url) => {
  expect(isJsonp(url)).toBe(false);
});
