/** Where nginx listens and what it stands before. */
export interface NginxPlan {
  /** A folder of its own, for everything it writes. */
  readonly folder: string;
  readonly port: number;
  /** Origin of the fixtures server, without a slash at its end. */
  readonly upstream: string;
  /** Folders that may hold `ngx_nchan_module.so`; the first that does is loaded. */
  readonly nchanModule: string | null;
}

/**
 * A configuration with the settings that change what a stream's reader sees, one location each:
 * `/buffered/` and `/unbuffered/` (`proxy_buffering`), `/impatient/` (`proxy_read_timeout` 2 s), and with nchan one
 * channel, `/channel`, published to by POST and read by long poll, EventSource or WebSocket (`?id=` makes it another one), and
 * `/channel/poll`, where it is read by long polls that get a 408 after a second without a message.
 */
export function nginxConfig({ folder, port, upstream, nchanModule }: NginxPlan): string {
  const HTTP_1_1 = ['proxy_http_version 1.1', 'proxy_set_header Connection ""'];
  const proxied = (path: string, ...settings: string[]): string =>
    `location /${path}/ {
      proxy_pass ${upstream}/;
      ${settings.map((setting) => `${setting};`).join('\n      ')}
    }`;
  const nchan = nchanModule
    ? `location = /channel {
      nchan_pubsub;
      nchan_channel_id demo$arg_id;
      nchan_message_buffer_length 100;
      nchan_subscriber_first_message oldest;
      add_header Cache-Control no-store;
    }
    location = /channel/poll {
      nchan_subscriber longpoll;
      nchan_channel_id demo;
      nchan_subscriber_timeout 1s;
      nchan_subscriber_first_message oldest;
      add_header Cache-Control no-store;
    }`
    : '';
  return `${nchanModule ? `load_module ${nchanModule};` : ''}
daemon off;
master_process off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port};
    location = / {
      default_type text/html;
      return 200 '<!doctype html><title>nginx</title><link rel="icon" href="data:,"><p>nginx';
    }
    ${proxied('unbuffered', ...HTTP_1_1, 'proxy_buffering off')}
    ${proxied('buffered', 'proxy_buffering on', 'proxy_ignore_headers X-Accel-Buffering')}
    ${proxied('impatient', ...HTTP_1_1, 'proxy_buffering off', 'proxy_read_timeout 2s')}
    ${nchan}
  }
}
`;
}
