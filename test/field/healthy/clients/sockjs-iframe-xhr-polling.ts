import { overSockJs } from '../sockjs.ts';

export default overSockJs('iframe-xhr-polling', 'xhr-polling within an iframe.', ['poll']);
