/** As much of a Socket.IO client as the lesson's server needs. */
import { note } from './lesson.js';
import { gotFrame, openSocket } from './socket.js';

const answers = [
  [/^0\{/, '40'],
  [/^40/, '420["chat","hello"]'],
  [/^2$/, '3'],
];

const socket = openSocket({
  onMessage(data) {
    gotFrame(data);
    const answer = answers.find(([packet]) => typeof data === 'string' && packet.test(data))?.[1];
    if (answer === undefined) return;
    socket.send(answer);
    note(`sent: ${answer}`);
  },
});
