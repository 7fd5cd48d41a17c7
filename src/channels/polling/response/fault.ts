import { isTextType } from './body-type.ts';
import type { ResponseContent } from './content.ts';

/**
 * What is wrong with an answer of a good status. page: a page of HTML where answers had been something else; type: another type
 * than three alike before it; bayeux, error: it states an error and has no data.
 */
export interface AnswerFault {
  readonly kind: 'page' | 'type' | 'bayeux' | 'error';
  /** What is wrong, in a sentence. */
  readonly text: string;
  /** The server's words where it states an error; else ''. */
  readonly words: string;
}

type Shape = ResponseContent['shape'];

/** Answers alike from which on another one is strange. */
const ALIKE = 3;

/**
 * What the answers of one sequence of requests are like. It is asked once for each answer, in their order: an answer is strange by
 * those before it only.
 */
export class AnswerHabit {
  #run: { readonly shape: Shape; readonly mimeType: string; readonly count: number } | null = null;
  /** What the latest {@link ALIKE} in a row were. */
  #usual: { readonly shape: Shape; readonly mimeType: string } | null = null;
  /** A strange type after which the usual one came again: answers have either. */
  readonly #types = new Set<string>();
  #strange: string | null = null;

  /** The fault of the next answer; null where it has none. @param mimeType '' where it has none. */
  faultOf(content: ResponseContent, mimeType: string, isRedirected: boolean): AnswerFault | null {
    const { error } = content;
    const shape = shapeOf(content, mimeType);
    if (error) {
      const text = error.words === '' ? 'It states an error.' : `It states an error: ${error.words}`;
      return { kind: error.kind, text, words: error.words };
    }
    if (shape === 'nothing') return null;
    const fault = this.#strangeness(shape, mimeType, isRedirected);
    if (fault === null) this.#add(shape, mimeType);
    return fault;
  }

  #strangeness(shape: Shape, mimeType: string, isRedirected: boolean): AnswerFault | null {
    const usual = this.#usual;
    if (!usual || shape === 'json' || usual.shape === 'page') return null;
    // Where fragments of HTML are usual, a whole page may be.
    if (usual.shape !== 'json' && usual.mimeType === HTML) return null;
    if (shape === 'page') {
      const way = isRedirected ? 'A redirect led to a page of HTML' : 'A page of HTML';
      return { kind: 'page', text: `${way}, where answers had been ${nameOf(usual)}.`, words: '' };
    }
    if (usual.shape !== 'json' || shape !== 'text' || this.#types.has(mimeType)) return null;
    if (mimeType === usual.mimeType || mimeType === '' || !isTextType(mimeType)) return null;
    this.#strange = mimeType;
    return { kind: 'type', text: `The type ${mimeType}, where answers had been JSON.`, words: '' };
  }

  #add(shape: Shape, mimeType: string): void {
    if (this.#strange !== null) this.#types.add(this.#strange);
    this.#strange = null;
    const run = this.#run;
    const isAlike = run?.shape === shape && run.mimeType === mimeType;
    this.#run = { shape, mimeType, count: isAlike ? run.count + 1 : 1 };
    if (this.#run.count >= ALIKE) this.#usual = { shape, mimeType };
  }
}

const HTML = 'text/html';
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json$/;

/** A body that is not on the tape was of its type all the same: one that was lost must not hide what comes after it. */
function shapeOf({ shape, isEmpty }: ResponseContent, mimeType: string): Shape {
  return shape === 'nothing' && !isEmpty && JSON_TYPE.test(mimeType) ? 'json' : shape;
}

function nameOf({ shape, mimeType }: { shape: Shape; mimeType: string }): string {
  return shape === 'json' ? 'JSON' : mimeType || 'text';
}
