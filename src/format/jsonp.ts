const CALLBACK = /^_?(?:json[-_]?p?)?[-_]?(?:callback|cb)$|^jsonp$/i;
/** A function, as it is written in a script. Digits alone are a cache buster. */
const FUNCTION = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*|\[\w+\])*$/;

/** Whether a parameter names the function that a script is to call, as libraries call it. */
export const isCallbackName = (name: string): boolean => CALLBACK.test(name);

/**
 * Whether a script is asked for as data: the address names the function that it is to call (JSONP). SockJS calls that parameter `c`,
 * Engine.IO gives it a number, `j`.
 */
export function isJsonp(url: string): boolean {
  const query = /^[^?#]*\?([^#]*)/.exec(url)?.[1];
  if (query === undefined) return false;
  const params = new URLSearchParams(query);
  if (params.has('EIO') && params.has('j')) return true;
  if (/\/jsonp\/?\?/.test(url) && params.get('c')?.startsWith('_jp.')) return true;
  for (const [name, value] of params) if (isCallbackName(name) && FUNCTION.test(value)) return true;
  return false;
}
