import '../src/session/window.ts';
import './styles/index.css';
import { mount } from './mount.tsx';

const place = document.getElementById('panel') ?? document.body.appendChild(document.createElement('div'));
const panel = mount(place);

window.streamscopeMount = panel.show;
panel.show(window.streamscopeHost ?? null);
