import { overSockJs } from '../sockjs.ts';

export default overSockJs('xhr-polling', 'each response brings one message, or a heartbeat.', ['poll']);
