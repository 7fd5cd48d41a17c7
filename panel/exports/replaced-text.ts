import { count } from '../../src/format/numbers.ts';
import type { Replaced } from '../types.ts';

/** Where something is replaced, in a few words. */
export function placeText({ kind, name }: Pick<Replaced, 'kind' | 'name'>): string {
  switch (kind) {
    case 'header':
      return `Header ${name}`;
    case 'cookie':
      return name === '' ? 'Cookie without a name' : `Cookie ${name}`;
    case 'query':
      return name === '' ? 'Parameter without a name' : `Parameter ${name}`;
    case 'fragment':
      return name === '' ? 'Fragment of a URL' : `Fragment parameter ${name}`;
    case 'userinfo':
      return name === 'user' ? 'User name in a URL' : 'Password in a URL';
    case 'path':
      return name === '' ? 'Path of a URL' : `Path parameter ${name}`;
    case 'body':
      return name === '' ? 'Body of a request' : `Field ${name} of a request’s body`;
    case 'text':
      return `Text “${name}”`;
  }
}

/** The markers, and how many more there are. */
export function markersText({ markers, secrets }: Pick<Replaced, 'markers' | 'secrets'>): string {
  const more = secrets - markers.length;
  return `${markers.join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}`;
}
