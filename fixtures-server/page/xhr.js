/** Reads a stream by XMLHttpRequest: the part of the text that is new since the last progress event. */
import { done, got, note, streamUrl } from './lesson.js';
import { makeParser } from './parse.js';

const xhr = new XMLHttpRequest();
const parse = makeParser(got);
let read = 0;

function readNew() {
  parse(xhr.responseText.slice(read));
  read = xhr.responseText.length;
}

xhr.open('GET', streamUrl());
xhr.setRequestHeader('accept', 'text/event-stream');
xhr.onprogress = readNew;
xhr.onload = () => {
  readNew();
  note(`load, status ${xhr.status}`);
  done();
};
xhr.onerror = () => {
  note('error');
  done();
};
xhr.send();
